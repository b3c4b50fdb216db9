import { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import { FollowEvents } from '../application/follow-events/follow-events.handler';
import { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import type { Job } from '../jobs/define-job';
import { listJobs } from '../jobs/jobs';
import type { UnitOfWork } from '../persistence/unit-of-work';

/** Builds every job with the use case that it calls. */
export function createJobs(dependencies: { unitOfWork: UnitOfWork; clock: () => Date }): readonly Job[] {
  return listJobs({
    keepEventPartitions: new KeepEventPartitions(dependencies),
    followEvents: new FollowEvents(dependencies),
    deleteGroups: new DeleteGroups(dependencies),
    sweepDeletions: new SweepDeletions(dependencies),
    mergeGroups: new MergeGroups(dependencies),
    sweepMerges: new SweepMerges(dependencies),
  });
}
