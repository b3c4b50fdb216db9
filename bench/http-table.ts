import { measured, ratio } from './cells';
import { textTable } from './text-table';

/** One row of the result: medians; undefined where the system does not tell. Processor times are ms a request. */
export interface HttpRow {
  readonly case: string;
  readonly requestsPerSecond: number | undefined;
  readonly barePerSecond: number | undefined;
  readonly p99Ms: number | undefined;
  readonly bareP99Ms: number | undefined;
  readonly serverMs: number | undefined;
  readonly bareServerMs: number | undefined;
  readonly databaseMs: number | undefined;
  readonly bareDatabaseMs: number | undefined;
}

interface Circumstances {
  readonly rounds: number;
  readonly version: string;
  readonly cores: number;
  readonly connections: number;
}

const HEADER = ['case', 'req/s', 'bare/s', 'of bare', 'p99', 'bare p99', 'cpu', 'bare', 'db cpu', 'bare db'];

/** The result as people read it. */
export function httpTable(rows: readonly HttpRow[], given: Circumstances): string {
  const cells = rows.map((row) => [
    row.case,
    measured(row.requestsPerSecond),
    measured(row.barePerSecond),
    ratio(row.requestsPerSecond, row.barePerSecond),
    measured(row.p99Ms),
    measured(row.bareP99Ms),
    row.serverMs?.toFixed(2),
    row.bareServerMs?.toFixed(2),
    row.databaseMs?.toFixed(2),
    row.bareDatabaseMs?.toFixed(2),
  ]);
  return [
    textTable(HEADER, cells),
    '',
    `Median of ${given.rounds} rounds with ${given.connections} connections; ${given.cores} cores, PostgreSQL ${given.version}; times in ms.`,
    'bare    Fastify and Apollo Server with hand-written SQL: one query for the token, one for a page, one a table for a',
    '        mutation in one transaction; same schema, same answers, same rows written, same number of connections',
    'cpu     of the server process, a request; db cpu: of all processes of PostgreSQL',
    'One server runs at a time, on one database, after a warm-up; whoever was first in a round is second in the next.',
  ].join('\n');
}
