import { AgeIssues } from '../application/age-issues/age-issues.handler';
import { CleanUp, type CleanUpDependencies } from '../application/clean-up/clean-up.handler';
import { CleanUpInboxes } from '../application/clean-up/clean-up-inboxes.handler';
import { CompleteResolutions } from '../application/complete-resolutions/complete-resolutions.handler';
import { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import { QueueDeletions } from '../application/delete-groups/queue-deletions.handler';
import { SweepDeletions } from '../application/delete-groups/sweep-deletions.handler';
import { FollowEvents } from '../application/follow-events/follow-events.handler';
import { DispatchOutbox } from '../application/dispatch-outbox/dispatch-outbox.handler';
import { RequestDispatch } from '../application/dispatch-outbox/request-dispatch.handler';
import { DropOldEvents } from '../application/drop-old-events/drop-old-events.handler';
import { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import { LiftSnoozes } from '../application/lift-snoozes/lift-snoozes.handler';
import { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import { SweepMerges } from '../application/merge-groups/sweep-merges.handler';
import { RefreshForecasts } from '../application/refresh-forecasts/refresh-forecasts.handler';
import { SendMails } from '../application/mail/send-mails.handler';
import { ResolveByAge } from '../application/resolve-by-age/resolve-by-age.handler';
import { RunBulkOperation } from '../application/run-bulk-operation/run-bulk-operation.handler';
import type { RunBulkOperationDependencies } from '../application/run-bulk-operation/run-bulk-operation-dependencies';
import { SweepOperations } from '../application/run-bulk-operation/sweep-operations.handler';
import { DeliverWebhook } from '../application/webhooks/deliver-webhook.handler';
import { SweepWebhooks } from '../application/webhooks/sweep-webhooks.handler';
import type { WebhookDependencies } from '../application/webhooks/webhook-settings';
import type { Job } from '../jobs/define-job';
import { listJobs } from '../jobs/jobs';
import type { UnitOfWork } from '../persistence/unit-of-work';
import { createConsumers } from './create-consumers';
import type { MailDelivery } from './open-mail';
import { HttpWebhookSender } from './webhook-sender/http-webhook-sender';

/** What jobs are made of. */
export interface JobsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: CleanUpDependencies['settings'] &
    RunBulkOperationDependencies['settings'] &
    WebhookDependencies['settings'];
  /** null or absent: no mail is sent. */
  readonly mail?: MailDelivery | null;
}

/** Builds every job with the use case that it calls. */
export function createJobs({ mail = null, ...dependencies }: JobsDependencies): readonly Job[] {
  const { allowPrivateWebhooks: allowPrivate } = dependencies.settings;
  return listJobs({
    keepEventPartitions: new KeepEventPartitions(dependencies),
    followEvents: new FollowEvents(dependencies),
    completeResolutions: new CompleteResolutions(dependencies),
    deleteGroups: new DeleteGroups(dependencies),
    queueDeletions: new QueueDeletions(dependencies),
    sweepDeletions: new SweepDeletions(dependencies),
    mergeGroups: new MergeGroups(dependencies),
    sweepMerges: new SweepMerges(dependencies),
    runBulkOperation: new RunBulkOperation(dependencies),
    sweepOperations: new SweepOperations(dependencies),
    liftSnoozes: new LiftSnoozes(dependencies),
    ageIssues: new AgeIssues(dependencies),
    resolveByAge: new ResolveByAge(dependencies),
    refreshForecasts: new RefreshForecasts(dependencies),
    cleanUpInboxes: new CleanUpInboxes(dependencies),
    cleanUp: new CleanUp(dependencies),
    dropOldEvents: new DropOldEvents(dependencies),
    dispatchOutbox: new DispatchOutbox({ ...dependencies, consumers: createConsumers({ mail: mail !== null }) }),
    deliverWebhook: new DeliverWebhook({ ...dependencies, webhookSender: new HttpWebhookSender({ allowPrivate }) }),
    sweepWebhooks: new SweepWebhooks(dependencies),
    requestDispatch: new RequestDispatch(dependencies),
    sendMails: mail === null ? null : new SendMails({ ...dependencies, ...mail }),
  });
}
