import type { ReadBacklog } from '../../application/read-backlog/read-backlog.query';
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

const BACKLOG = {
  outbox_messages_waiting:
    'Messages of changes that webhooks and mail have not seen; as of the last minute, as all that follow.',
  webhook_deliveries_pending: 'Calls of webhooks that are to be made, those included that are tried again.',
  webhook_deliveries_dead: 'Calls of webhooks that were given up, as far back as they are kept.',
  mails_pending: 'Mails that are to be sent, those included that are tried again.',
  mails_dead: 'Mails that were given up, as far back as they are kept.',
};

/** Who is asked for what the gauges show. */
export interface MeasuredServer {
  readonly pool: () => PoolState;
  readonly readReadiness: ReadReadiness;
  readonly readBacklog: ReadBacklog;
}

/** Has the pool, the queue, and what others are still to be told, show themselves when somebody looks. */
export function measureServer(metrics: Metrics, { pool, readReadiness, readBacklog }: MeasuredServer): void {
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
  metrics.gauges(BACKLOG, async () => {
    const [read] = await Promise.allSettled([readBacklog.execute()]);
    if (read.status === 'rejected') return {};
    const { waitingMessages, pendingDeliveries, deadDeliveries, pendingMails, deadMails } = read.value;
    return {
      ...{ outbox_messages_waiting: waitingMessages, mails_pending: pendingMails, mails_dead: deadMails },
      ...{ webhook_deliveries_pending: pendingDeliveries, webhook_deliveries_dead: deadDeliveries },
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
