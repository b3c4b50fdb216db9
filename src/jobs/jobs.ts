import type { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import type { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import type { FollowEvents } from '../application/follow-events/follow-events.handler';
import type { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import type { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import type { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import type { Job } from './define-job';
import { deleteGroupsJob } from './delete-groups.job';
import { followEventsJob } from './follow-events.job';
import { keepEventPartitionsJob } from './keep-event-partitions.job';
import { mergeGroupsJob } from './merge-groups.job';
import { sweepDeletionsJob } from './sweep-deletions.job';
import { sweepMergesJob } from './sweep-merges.job';

/** The use cases that jobs call. */
export interface JobDependencies {
  readonly keepEventPartitions: KeepEventPartitions;
  readonly followEvents: FollowEvents;
  readonly deleteGroups: DeleteGroups;
  readonly sweepDeletions: SweepDeletions;
  readonly mergeGroups: MergeGroups;
  readonly sweepMerges: SweepMerges;
}

/** Every job; one that is not in this list does not run. */
export function listJobs(dependencies: JobDependencies): readonly Job[] {
  return [
    keepEventPartitionsJob(dependencies.keepEventPartitions),
    followEventsJob(dependencies.followEvents),
    deleteGroupsJob(dependencies.deleteGroups),
    sweepDeletionsJob(dependencies.sweepDeletions),
    mergeGroupsJob(dependencies.mergeGroups),
    sweepMergesJob(dependencies.sweepMerges),
  ];
}
