import type { LiftSnoozes } from '../application/lift-snoozes/lift-snoozes.handler';
import { defineJob, type Job } from './define-job';

export function liftSnoozesJob(liftSnoozes: LiftSnoozes): Job {
  return defineJob('lift-snoozes', '* * * * *', async () => {
    await liftSnoozes.execute();
  });
}
