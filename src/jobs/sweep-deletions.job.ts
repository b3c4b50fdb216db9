import type { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import { defineJob, type Job } from './define-job';

export function sweepDeletionsJob(sweepDeletions: SweepDeletions): Job {
  return defineJob('sweep-deletions', '*/15 * * * *', async () => {
    await sweepDeletions.execute();
  });
}
