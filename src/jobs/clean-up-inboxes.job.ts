import type { CleanUpInboxes } from '../application/clean-up/clean-up-inboxes.handler';
import { defineJob, type Job } from './define-job';

export function cleanUpInboxesJob(cleanUpInboxes: CleanUpInboxes): Job {
  return defineJob('clean-up-inboxes', '37 * * * *', async () => {
    await cleanUpInboxes.execute();
  });
}
