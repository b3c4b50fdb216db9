import { measured, ratio } from './cells';
import { textTable } from './text-table';

/** One row of the result. Milliseconds are medians, memory is the peak; undefined where the system does not tell. */
export interface AttributeRow {
  readonly case: string;
  readonly issues: number;
  readonly ms: number | undefined;
  readonly floorMs: number | undefined;
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

const HEADER = ['case', 'issues', 'ms', 'floor', 'ms/floor', 'statements', 'MiB'];

/** The result as people read it. */
export function attributeTable(rows: readonly AttributeRow[], given: Circumstances): string {
  const cells = rows.map((row) => [
    row.case,
    String(row.issues),
    measured(row.ms),
    measured(row.floorMs),
    ratio(row.ms, row.floorMs),
    String(row.statements),
    measured(row.rssMb),
  ]);
  return [
    textTable(HEADER, cells),
    '',
    `Median of ${given.rounds} rounds. Each round of a case has a fresh clone of ${given.of} issues, on which its sizes`,
    `follow each other, on different issues; ${given.cores} cores, PostgreSQL ${given.version}.`,
    'ms     the call over HTTP, as its client sees it, after ten calls on other issues and a checkpoint',
    'floor  the rows that the call wrote, written by one connection: no reads or locks, all values known before the clock',
    'statements are counted on the wire from BEGIN to COMMIT, both included; MiB is the peak of the server process.',
  ].join('\n');
}
