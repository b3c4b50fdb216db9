import type { AgeIssues } from '../application/age-issues/age-issues.handler';
import type { CleanUp } from '../application/clean-up/clean-up.handler';
import type { CleanUpInboxes } from '../application/clean-up/clean-up-inboxes.handler';
import type { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import type { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import type { FollowEvents } from '../application/follow-events/follow-events.handler';
import type { DropOldEvents } from '../application/drop-old-events/drop-old-events.handler';
import type { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import type { LiftSnoozes } from '../application/lift-snoozes/lift-snoozes.handler';
import type { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import type { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import type { RefreshForecasts } from '../application/refresh-forecasts/refresh-forecasts.handler';
import type { ResolveByAge } from '../application/resolve-by-age/resolve-by-age.handler';
import type { Job } from './define-job';
import { deleteGroupsJob } from './delete-groups.job';
import { followEventsJob } from './follow-events.job';
import { keepEventPartitionsJob } from './keep-event-partitions.job';
import { mergeGroupsJob } from './merge-groups.job';
import { liftSnoozesJob } from './lift-snoozes.job';
import { ageIssuesJob } from './age-issues.job';
import { resolveByAgeJob } from './resolve-by-age.job';
import { refreshForecastsJob } from './refresh-forecasts.job';
import { cleanUpInboxesJob } from './clean-up-inboxes.job';
import { cleanUpJob } from './clean-up.job';
import { dropOldEventsJob } from './drop-old-events.job';
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
  readonly liftSnoozes: LiftSnoozes;
  readonly ageIssues: AgeIssues;
  readonly resolveByAge: ResolveByAge;
  readonly refreshForecasts: RefreshForecasts;
  readonly cleanUpInboxes: CleanUpInboxes;
  readonly cleanUp: CleanUp;
  readonly dropOldEvents: DropOldEvents;
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
    liftSnoozesJob(dependencies.liftSnoozes),
    ageIssuesJob(dependencies.ageIssues),
    resolveByAgeJob(dependencies.resolveByAge),
    refreshForecastsJob(dependencies.refreshForecasts),
    cleanUpInboxesJob(dependencies.cleanUpInboxes),
    cleanUpJob(dependencies.cleanUp),
    dropOldEventsJob(dependencies.dropOldEvents),
  ];
}
