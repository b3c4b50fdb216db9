import type { SweepOperations } from '../application/run-bulk-operation/sweep-operations.handler';
import { defineJob, type Job } from './define-job';

export function sweepOperationsJob(sweepOperations: SweepOperations): Job {
  return defineJob('sweep-operations', '* * * * *', async () => {
    await sweepOperations.execute();
  });
}
