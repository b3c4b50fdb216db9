import type { AgeIssues } from '../application/age-issues/age-issues.handler';
import type { CleanUp } from '../application/clean-up/clean-up.handler';
import type { CleanUpInboxes } from '../application/clean-up/clean-up-inboxes.handler';
import type { CompleteResolutions } from '../application/complete-resolutions/complete-resolutions.handler';
import type { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import type { QueueDeletions } from '../application/delete-groups/queue-deletions.handler';
import type { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import type { FollowEvents } from '../application/follow-events/follow-events.handler';
import type { DispatchOutbox } from '../application/dispatch-outbox/dispatch-outbox.handler';
import type { RequestDispatch } from '../application/dispatch-outbox/request-dispatch.handler';
import type { DropOldEvents } from '../application/drop-old-events/drop-old-events.handler';
import type { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import type { LiftSnoozes } from '../application/lift-snoozes/lift-snoozes.handler';
import type { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import type { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import type { RefreshForecasts } from '../application/refresh-forecasts/refresh-forecasts.handler';
import type { SendMails } from '../application/mail/send-mails.handler';
import type { ResolveByAge } from '../application/resolve-by-age/resolve-by-age.handler';
import type { RunBulkOperation } from '../application/run-bulk-operation/run-bulk-operation.handler';
import type { SweepOperations } from '../application/run-bulk-operation/sweep-operations.handler';
import type { DeliverWebhook } from '../application/webhooks/deliver-webhook.handler';
import type { SweepWebhooks } from '../application/webhooks/sweep-webhooks.handler';
import type { Job } from './define-job';
import { deleteGroupsJob } from './delete-groups.job';
import { completeResolutionsJob } from './complete-resolutions.job';
import { followEventsJob } from './follow-events.job';
import { keepEventPartitionsJob } from './keep-event-partitions.job';
import { mergeGroupsJob } from './merge-groups.job';
import { liftSnoozesJob } from './lift-snoozes.job';
import { ageIssuesJob } from './age-issues.job';
import { resolveByAgeJob } from './resolve-by-age.job';
import { refreshForecastsJob } from './refresh-forecasts.job';
import { cleanUpInboxesJob } from './clean-up-inboxes.job';
import { cleanUpJob } from './clean-up.job';
import { deliverWebhookJob } from './deliver-webhook.job';
import { sweepWebhooksJob } from './sweep-webhooks.job';
import { dispatchOutboxJob } from './dispatch-outbox.job';
import { dropOldEventsJob } from './drop-old-events.job';
import { queueDeletionsJob } from './queue-deletions.job';
import { runBulkOperationJob } from './run-bulk-operation.job';
import { sweepDeletionsJob } from './sweep-deletions.job';
import { sendMailsJob } from './send-mails.job';
import { sweepMergesJob } from './sweep-merges.job';
import { sweepOperationsJob } from './sweep-operations.job';
import { sweepOutboxJob } from './sweep-outbox.job';

/** The use cases that jobs call. */
export interface JobDependencies {
  readonly keepEventPartitions: KeepEventPartitions;
  readonly followEvents: FollowEvents;
  readonly completeResolutions: CompleteResolutions;
  readonly deleteGroups: DeleteGroups;
  readonly queueDeletions: QueueDeletions;
  readonly sweepDeletions: SweepDeletions;
  readonly runBulkOperation: RunBulkOperation;
  readonly sweepOperations: SweepOperations;
  readonly mergeGroups: MergeGroups;
  readonly sweepMerges: SweepMerges;
  readonly liftSnoozes: LiftSnoozes;
  readonly ageIssues: AgeIssues;
  readonly resolveByAge: ResolveByAge;
  readonly refreshForecasts: RefreshForecasts;
  readonly cleanUpInboxes: CleanUpInboxes;
  readonly cleanUp: CleanUp;
  readonly dropOldEvents: DropOldEvents;
  readonly dispatchOutbox: DispatchOutbox;
  readonly requestDispatch: RequestDispatch;
  /** null: no mail is sent. */
  readonly sendMails: SendMails | null;
  readonly deliverWebhook: DeliverWebhook;
  readonly sweepWebhooks: SweepWebhooks;
}

/** Every job; one that is not in this list does not run. */
export function listJobs(dependencies: JobDependencies): readonly Job[] {
  return [
    keepEventPartitionsJob(dependencies.keepEventPartitions),
    followEventsJob(dependencies.followEvents),
    completeResolutionsJob(dependencies.completeResolutions),
    deleteGroupsJob(dependencies.deleteGroups),
    queueDeletionsJob(dependencies.queueDeletions),
    sweepDeletionsJob(dependencies.sweepDeletions),
    runBulkOperationJob(dependencies.runBulkOperation),
    sweepOperationsJob(dependencies.sweepOperations),
    mergeGroupsJob(dependencies.mergeGroups),
    sweepMergesJob(dependencies.sweepMerges),
    liftSnoozesJob(dependencies.liftSnoozes),
    ageIssuesJob(dependencies.ageIssues),
    resolveByAgeJob(dependencies.resolveByAge),
    refreshForecastsJob(dependencies.refreshForecasts),
    cleanUpInboxesJob(dependencies.cleanUpInboxes),
    cleanUpJob(dependencies.cleanUp),
    dropOldEventsJob(dependencies.dropOldEvents),
    dispatchOutboxJob(dependencies.dispatchOutbox),
    sweepOutboxJob(dependencies.requestDispatch),
    ...(dependencies.sendMails === null ? [] : [sendMailsJob(dependencies.sendMails)]),
    deliverWebhookJob(dependencies.deliverWebhook),
    sweepWebhooksJob(dependencies.sweepWebhooks),
  ];
}
