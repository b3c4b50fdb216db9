import { statement, type Executor } from '../statement';

/** How far the work behind the requests is. */
export interface QueueStateRow {
  /** The name of the newest migration that has run; null for an empty database. */
  readonly migration: string | null;
  /** Jobs that are due and that no worker has begun. */
  readonly dueJobs: number;
  /** For how many seconds the first of them has been due; 0 for none. */
  readonly lagSeconds: number;
  /** Jobs that failed as often as they may be tried. */
  readonly failedJobs: number;
  /** Bulk operations that have not ended. */
  readonly unfinishedOperations: number;
}

/** One statement; it tells too that the database answers. */
export async function readQueueState(reader: Executor): Promise<QueueStateRow> {
  const [row] = await reader.rows<QueueStateRow>(
    statement(
      'read-queue-state',
      `select (select name from migrations order by timestamp desc limit 1) as migration,
         (select count(*)::integer from bulk_operations where state in ('PENDING', 'RUNNING')) as "unfinishedOperations",
         due.*, (select count(*)::integer from graphile_worker.jobs where attempts >= max_attempts) as "failedJobs"
       from (
         select count(*)::integer as "dueJobs",
           coalesce(extract(epoch from now() - min(run_at)), 0)::float8 as "lagSeconds"
         from graphile_worker.jobs
         where run_at <= now() and locked_at is null and attempts < max_attempts
       ) due`,
    ),
  );
  if (row === undefined) throw new Error('a query without a table has one row');
  return row;
}
