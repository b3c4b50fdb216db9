import type { ReadReadiness } from '../../application/read-readiness/read-readiness.handler';
import type { Job } from '../../jobs/define-job';
import type { PoolState } from '../../persistence/pool-state';
import { metered } from './metered';
import type { Metrics } from './metrics';

const POOL = {
  pool_connections_open: 'Connections of the API to PostgreSQL.',
  pool_connections_idle: 'Of these, those that nobody uses.',
  pool_requests_waiting: 'Requests and batches of events that wait for a connection.',
};
const QUEUE = {
  jobs_due: 'Jobs that are due and not begun, of all processes.',
  jobs_lag_seconds: 'For how long the first of them has been due.',
  jobs_failed: 'Jobs that failed as often as they may be tried.',
  operations_unfinished: 'Bulk operations that have not ended.',
};

/** Has the pool and the queue show themselves when somebody looks. */
export function measureServer(
  metrics: Metrics,
  { pool, readReadiness }: { readonly pool: () => PoolState; readonly readReadiness: ReadReadiness },
): void {
  metrics.gauges(POOL, async () => {
    const { open, idle, waiting } = pool();
    return { pool_connections_open: open, pool_connections_idle: idle, pool_requests_waiting: waiting };
  });
  metrics.gauges(QUEUE, async () => {
    const [read] = await Promise.allSettled([readReadiness.execute()]);
    // Without a database the process shows itself all the same.
    if (read.status === 'rejected') return {};
    const { dueJobs, lagSeconds, failedJobs, unfinishedOperations } = read.value.queue;
    return {
      jobs_due: dueJobs,
      jobs_lag_seconds: lagSeconds,
      jobs_failed: failedJobs,
      operations_unfinished: unfinishedOperations,
    };
  });
}

/** The same jobs, of which is told how long they take and how they end. */
export function measuredJobs(jobs: readonly Job[], metrics: Metrics): readonly Job[] {
  return jobs.map((job) => ({
    ...job,
    run: metered(
      (payload: unknown) => job.run(payload),
      (result, seconds) => metrics.job({ job: job.name, result }, seconds),
    ),
  }));
}
