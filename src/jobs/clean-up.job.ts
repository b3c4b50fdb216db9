import type { CleanUp } from '../application/clean-up/clean-up.handler';
import { defineJob, type Job } from './define-job';

export function cleanUpJob(cleanUp: CleanUp): Job {
  return defineJob('clean-up', '11 4 * * *', async () => {
    await cleanUp.execute();
  });
}
