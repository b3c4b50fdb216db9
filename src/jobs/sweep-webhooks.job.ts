import type { SweepWebhooks } from '../application/webhooks/sweep-webhooks.handler';
import { defineJob, type Job } from './define-job';

export function sweepWebhooksJob(sweepWebhooks: SweepWebhooks): Job {
  return defineJob('sweep-webhooks', '* * * * *', async () => {
    await sweepWebhooks.execute();
  });
}
