import type { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import { defineJob, type Job } from './define-job';

export function keepEventPartitionsJob(keepEventPartitions: KeepEventPartitions): Job {
  return defineJob('keep-event-partitions', '17 3 * * *', async () => {
    await keepEventPartitions.execute();
  });
}
