import { measured, ratio } from './cells';
import { textTable } from './text-table';

/** One row of the result: medians; undefined where it does not apply or the system does not tell. */
export interface IngestRow {
  readonly case: string;
  readonly connections: number;
  readonly eventsPerSecond: number | undefined;
  readonly perEventTransactionPerSecond?: number | undefined;
  readonly copyPerSecond?: number | undefined;
  readonly p99Ms: number | undefined;
  readonly perEventTransactionP99Ms?: number | undefined;
  /** Without mutations. */
  readonly alonePerSecond?: number | undefined;
  readonly aloneP99Ms?: number | undefined;
  readonly mutationMs?: number | undefined;
  readonly serverCpu?: number | undefined;
  readonly databaseCpu?: number | undefined;
  readonly loadCpu?: number | undefined;
}

interface Circumstances {
  readonly rounds: number;
  readonly version: string;
  readonly cores: number;
}

const HEADER = ['case', 'conn', 'events/s', 'per event/s', 'x', 'copy/s', 'of copy', 'p99', 'per event p99'];
const CPU_HEADER = ['server %', 'database %', 'load %'];
const MUTATIONS_HEADER = ['alone/s', 'p99 alone', 'x p99', 'mutation'];

/** The result as people read it. */
export function ingestTable(rows: readonly IngestRow[], given: Circumstances): string {
  const cells = rows.map((row) => [
    row.case,
    String(row.connections),
    measured(row.eventsPerSecond),
    measured(row.perEventTransactionPerSecond),
    ratio(row.eventsPerSecond, row.perEventTransactionPerSecond),
    measured(row.copyPerSecond),
    ratio(row.eventsPerSecond, row.copyPerSecond),
    measured(row.p99Ms),
    measured(row.perEventTransactionP99Ms),
    measured(row.serverCpu),
    measured(row.databaseCpu),
    measured(row.loadCpu),
    measured(row.alonePerSecond),
    measured(row.aloneP99Ms),
    ratio(row.p99Ms, row.aloneP99Ms),
    measured(row.mutationMs),
  ]);
  return [
    textTable([...HEADER, ...CPU_HEADER, ...MUTATIONS_HEADER], cells),
    '',
    `Median of ${given.rounds} rounds, each on a fresh clone; ${given.cores} cores, PostgreSQL ${given.version}; times in ms.`,
    'per event  the same server with one transaction an event, as many at a time as its pool has connections',
    'copy       all rows that the run left, by COPY in one transaction, a table after the other, with their indexes',
    'p99        from the first byte of a request to the last of its answer; 100 % is one core',
    'mutations  100 events a second, each from the moment at which it was due, while calls follow each other that',
    '           change issues of which the newest get the events; alone: the same events without calls; x p99: how',
    '           much longer they take beside calls; elsewhere: the calls go to another server on the same database;',
    '           full: events as fast as the server takes them instead, which leaves no processor to the calls.',
  ].join('\n');
}
