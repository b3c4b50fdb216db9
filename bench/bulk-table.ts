import { measured, ratio } from './cells';
import { textTable } from './text-table';

/** One row of the result; undefined where it does not apply. Milliseconds are medians, memory is the peak. */
export interface BulkRow {
  readonly case: string;
  readonly issues: number;
  readonly ms: number | undefined;
  readonly floorMs: number | undefined;
  readonly loopMs: number | undefined;
  readonly keyedMs: number | undefined;
  readonly statements: number;
  readonly rssMb: number | undefined;
}

interface Circumstances {
  readonly rounds: number;
  readonly version: string;
  readonly cores: number;
  /** Issues in the template. */
  readonly of: number;
}

const HEADER = [
  'case',
  'issues',
  'ms',
  'floor',
  'ms/floor',
  'keyed',
  'ms/keyed',
  'loop',
  'loop/ms',
  'statements',
  'MiB',
];

/** The result as people read it. */
export function bulkTable(rows: readonly BulkRow[], { rounds, version, cores, of }: Circumstances): string {
  const cells = rows.map((row) => [
    row.case,
    String(row.issues),
    measured(row.ms),
    measured(row.floorMs),
    ratio(row.ms, row.floorMs),
    measured(row.keyedMs),
    ratio(row.ms, row.keyedMs),
    measured(row.loopMs),
    ratio(row.loopMs, row.ms),
    String(row.statements),
    measured(row.rssMb),
  ]);
  return [
    textTable(HEADER, cells),
    '',
    `Median of ${rounds} rounds, each from a fresh clone of ${of} issues; ${cores} cores, PostgreSQL ${version}.`,
    'ms     the call over HTTP, as its client sees it, after ten calls on other issues and a checkpoint',
    'floor  the rows that the call wrote, written by one connection: no reads or locks, all values known before the clock',
    'keyed  as many rows of as many bytes in one INSERT into a table with a primary key and no other index',
    'loop   repository calls, issue by issue, as the reference does it; left out where it would take minutes',
    'statements are counted on the wire from BEGIN to COMMIT, both included; MiB is the peak of the server process.',
  ].join('\n');
}
