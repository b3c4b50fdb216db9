import { AgeIssues } from '../application/age-issues/age-issues.handler';
import { CleanUp, type CleanUpDependencies } from '../application/clean-up/clean-up.handler';
import { CleanUpInboxes } from '../application/clean-up/clean-up-inboxes.handler';
import { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import { FollowEvents } from '../application/follow-events/follow-events.handler';
import { DropOldEvents } from '../application/drop-old-events/drop-old-events.handler';
import { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import { LiftSnoozes } from '../application/lift-snoozes/lift-snoozes.handler';
import { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import { RefreshForecasts } from '../application/refresh-forecasts/refresh-forecasts.handler';
import { ResolveByAge } from '../application/resolve-by-age/resolve-by-age.handler';
import type { Job } from '../jobs/define-job';
import { listJobs } from '../jobs/jobs';
import type { UnitOfWork } from '../persistence/unit-of-work';

/** What jobs are made of. */
export interface JobsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: CleanUpDependencies['settings'];
}

/** Builds every job with the use case that it calls. */
export function createJobs(dependencies: JobsDependencies): readonly Job[] {
  return listJobs({
    keepEventPartitions: new KeepEventPartitions(dependencies),
    followEvents: new FollowEvents(dependencies),
    deleteGroups: new DeleteGroups(dependencies),
    sweepDeletions: new SweepDeletions(dependencies),
    mergeGroups: new MergeGroups(dependencies),
    sweepMerges: new SweepMerges(dependencies),
    liftSnoozes: new LiftSnoozes(dependencies),
    ageIssues: new AgeIssues(dependencies),
    resolveByAge: new ResolveByAge(dependencies),
    refreshForecasts: new RefreshForecasts(dependencies),
    cleanUpInboxes: new CleanUpInboxes(dependencies),
    cleanUp: new CleanUp(dependencies),
    dropOldEvents: new DropOldEvents(dependencies),
  });
}
