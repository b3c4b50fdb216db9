import type { RequestDispatch } from '../application/dispatch-outbox/request-dispatch.handler';
import { defineJob, type Job } from './define-job';

export function sweepOutboxJob(requestDispatch: RequestDispatch): Job {
  return defineJob('sweep-outbox', '* * * * *', async () => {
    await requestDispatch.sweep();
  });
}
