import type { SearchRow } from './search-measurement';
import { textTable } from './text-table';

interface Circumstances {
  readonly rounds: number;
  readonly version: string;
  readonly cores: number;
  /** Issues in the template. */
  readonly of: number;
}

/** The result as people read it. */
export function searchTable(rows: readonly SearchRow[], { rounds, version, cores, of }: Circumstances): string {
  const cells = rows.map(({ case: name, p50Ms, p95Ms, sqlMs, matches, updateMs, plan }) => [
    name,
    p50Ms.toFixed(1),
    p95Ms.toFixed(1),
    sqlMs.toFixed(1),
    String(matches),
    updateMs?.toFixed(0),
    plan,
  ]);
  return [
    textTable(['case', 'p50 ms', 'p95 ms', 'sql ms', 'matches', 'update ms', 'driven by'], cells),
    '',
    `${rounds * 10} pages each among ${of} issues; ${cores} cores, PostgreSQL ${version}.`,
    'p50, p95   the first 25 issues over HTTP without the total, as their client sees it',
    'sql        the statement that finds them, by itself; the median',
    'update     one call that changes the 1,000 first-seen-last of what is found, or all where there are fewer',
    'driven by  the indexes and tables of the plan, the outermost first',
  ].join('\n');
}
