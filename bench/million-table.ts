import { measured, ratio } from './cells';
import { textTable } from './text-table';

/** One row of the result; absent where it does not apply. Memory is the peak of the largest process. */
export interface MillionRow {
  readonly case: string;
  readonly issues: number;
  readonly workers: number;
  readonly ms: number;
  readonly acceptedMs: number;
  readonly floorMs?: number;
  readonly chunks?: number;
  /** That the chunks wrote. */
  readonly rows?: number;
  readonly loopMs?: number;
  readonly statements?: number;
  readonly rssMb: number | undefined;
  readonly smallCalls?: number;
  readonly smallP99Ms?: number;
  readonly smallAloneP99Ms?: number;
}

interface Circumstances {
  readonly version: string;
  readonly cores: number;
  /** Issues in the template. */
  readonly of: number;
}

const HEADER = [
  ...['case', 'issues', 'workers', 'ms', 'accepted', 'floor', 'ms/floor', 'loop', 'loop/ms'],
  ...['statements', 'chunks', 'rows', 'MiB', 'small p99', 'alone'],
];

/** The result as people read it. */
export function millionTable(rows: readonly MillionRow[], { version, cores, of }: Circumstances): string {
  const cells = rows.map((row) => [
    row.case,
    String(row.issues),
    String(row.workers),
    measured(row.ms),
    measured(row.acceptedMs),
    measured(row.floorMs),
    ratio(row.ms, row.floorMs),
    measured(row.loopMs),
    ratio(row.loopMs, row.ms),
    row.statements?.toString(),
    row.chunks?.toString(),
    row.rows?.toString(),
    measured(row.rssMb),
    measured(row.smallP99Ms),
    measured(row.smallAloneP99Ms),
  ]);
  return [
    textTable(HEADER, cells),
    '',
    `Asynchronous operations on ${of} issues, once each on a fresh clone; ${cores} cores (nproc), PostgreSQL ${version}.`,
    'ms          from the call over HTTP to the answer that the operation is completed, after a warm-up and a checkpoint',
    'accepted    until the call itself was answered',
    'floor       the rows that the chunks wrote, in the same chunks, by one connection: no reads or locks, all values known',
    'loop        repository calls, issue by issue, as the reference does it: 2,000 issues, extrapolated to all',
    'statements  of one chunk, counted on the wire from BEGIN to COMMIT, both included',
    'MiB         the peak of the largest process, of the server and the workers',
    'small p99   20 calls a second that change one issue each, beside the operation and alone: milliseconds',
  ].join('\n');
}
