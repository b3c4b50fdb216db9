import type { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import type { Job } from './define-job';
import { keepEventPartitionsJob } from './keep-event-partitions.job';

/** The use cases that jobs call. */
export interface JobDependencies {
  readonly keepEventPartitions: KeepEventPartitions;
}

/** Every job; one that is not in this list does not run. */
export function listJobs(dependencies: JobDependencies): readonly Job[] {
  return [keepEventPartitionsJob(dependencies.keepEventPartitions)];
}
