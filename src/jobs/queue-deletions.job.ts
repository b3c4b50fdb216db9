import type { QueueDeletions } from '../application/delete-groups/queue-deletions.handler';
import { defineJob, type Job } from './define-job';
import { readOperationPayload } from './operation-payload';

export function queueDeletionsJob(queueDeletions: QueueDeletions): Job {
  return defineJob('queue-deletions', null, (payload) => queueDeletions.execute(readOperationPayload(payload)));
}
