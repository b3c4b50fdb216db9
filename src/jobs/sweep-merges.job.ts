import type { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import { defineJob, type Job } from './define-job';

export function sweepMergesJob(sweepMerges: SweepMerges): Job {
  return defineJob('sweep-merges', '*/5 * * * *', async () => {
    await sweepMerges.execute();
  });
}
