import { readdir, readFile } from 'node:fs/promises';
import type { Queryable } from '../build/insert-rows';

export interface ProcessSample {
  readonly residentMb: number;
  readonly descriptors: number;
}

/** What server, worker and database hold at a moment. */
export interface Sample {
  readonly atSeconds: number;
  readonly server: ProcessSample;
  readonly worker: ProcessSample;
  /** Connections to the database, by application. */
  readonly connections: Readonly<Record<string, number>>;
  /** Jobs of the queue: all, those that are due, and those that have failed at least once. */
  readonly jobs: { readonly all: number; readonly due: number; readonly failing: number };
  readonly waitingMessages: number;
  readonly heapMb: number;
  readonly eventLoopMs: number;
}

export interface Sampled {
  readonly database: Queryable;
  readonly server: { readonly pid: number; readonly url: string };
  readonly worker: { readonly pid: number };
}

/** Looks at everything, so many seconds into the run. */
export async function takeSample({ database, server, worker }: Sampled, atSeconds: number): Promise<Sample> {
  const [ofServer, ofWorker, connections, queue, gauges] = await Promise.all([
    sampleProcess(server.pid),
    sampleProcess(worker.pid),
    readConnections(database),
    readQueue(database),
    readGauges(server.url),
  ]);
  return { atSeconds, server: ofServer, worker: ofWorker, connections, ...queue, ...gauges };
}

async function sampleProcess(pid: number): Promise<ProcessSample> {
  const [status, descriptors] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
  ]);
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return { residentMb: Number(kilobytes) / 1024, descriptors: descriptors.length };
}

async function readConnections(database: Queryable): Promise<Sample['connections']> {
  const rows = await database.query<{ name: string; count: number }>(
    `select application_name as name, count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name like 'muster-%' and application_name <> 'muster-test'
     group by application_name order by application_name`,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

async function readQueue(database: Queryable): Promise<Pick<Sample, 'jobs' | 'waitingMessages'>> {
  const [row] = await database.query<{ all: number; due: number; failing: number; waiting: number }>(
    `select count(*)::int as all, count(*) filter (where run_at <= now())::int as due,
       count(*) filter (where last_error is not null)::int as failing,
       (select count(*)::int from outbox_messages where dispatched_at is null) as waiting
     from graphile_worker.jobs`,
  );
  const { waiting, ...jobs } = row ?? { all: 0, due: 0, failing: 0, waiting: 0 };
  return { jobs, waitingMessages: waiting };
}

async function readGauges(url: string): Promise<Pick<Sample, 'heapMb' | 'eventLoopMs'>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
  return {
    heapMb: gauge('nodejs_heap_size_used_bytes') / 1024 / 1024,
    eventLoopMs: gauge('nodejs_eventloop_lag_p99_seconds') * 1_000,
  };
}
