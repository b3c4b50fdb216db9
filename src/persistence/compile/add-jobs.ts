import { statement, type Statement } from '../statement';

/** Work for a job, asked for inside the transaction that causes it: both are committed, or neither. */
export interface JobRequest {
  /** The job's name in src/jobs. */
  readonly name: string;
  /** Of several requests with one key that wait, the last one replaces the others. */
  readonly key: string;
  /** Travels as JSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before this moment, by the clock of this process. */
  readonly runAt: Date;
  /** Jobs with a lower number go first, whenever they were asked for. Absent: 0. */
  readonly priority?: number;
}

/**
 * Puts jobs into the queue, as one statement for any number, of which there must be at least one. A job that waits
 * under the same key is replaced; with `keepsPlace` it keeps its moment, and with it its place among others. The queue
 * goes by the database's clock: what is due by ours is due by that one too, however far ours is ahead.
 */
export function addJobs(requests: readonly JobRequest[], { keepsPlace = false, now = new Date() } = {}): Statement {
  return statement(
    'add-jobs',
    `select count(*)::integer as added
     from graphile_worker.add_jobs(array(
       select row(job.name, job.payload, null, least(job.run_at, case when job.run_at <= $3 then now() end), null,
         job.key, job.priority, null)::graphile_worker.job_spec
       from json_to_recordset($1) as job (name text, key text, payload json, run_at timestamptz, priority smallint)
       order by job.key), $2)`,
    [JSON.stringify(requests.map(({ runAt, ...job }) => ({ ...job, run_at: runAt }))), keepsPlace, now],
  );
}

/**
 * Takes jobs out of the queue. One that is running goes on, and is not tried again if it fails: what it works on must
 * tell it that it is no longer wanted.
 */
export function removeJobs(keys: readonly string[]): Statement {
  return statement(
    'remove-jobs',
    `select count(graphile_worker.remove_job(job.key))::integer as removed
     from (select unnest($1::text[]) as key order by key) as job`,
    [keys],
  );
}
