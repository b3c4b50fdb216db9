import { ActivityResolver, IssueActivityResolver } from './activity/activity.resolver';
import { AddIssueNoteResolver } from './add-issue-note/add-issue-note.resolver';
import { AppliedAttributesResolver } from './bulk-mutate-issues/applied-attributes.resolver';
import { BulkMutateIssuesPayloadResolver } from './bulk-mutate-issues/bulk-mutate-issues-payload.resolver';
import { BulkMutateIssuesResolver } from './bulk-mutate-issues/bulk-mutate-issues.resolver';
import { BulkOperationIssuesResolver } from './bulk-operation/bulk-operation-issues.resolver';
import { BulkOperationResolver } from './bulk-operation/bulk-operation.resolver';
import { IssueOutcomeResolver } from './bulk-operation/issue-outcome.resolver';
import { CancelBulkOperationResolver } from './cancel-bulk-operation/cancel-bulk-operation.resolver';
import { DeleteIssuesResolver } from './delete-issues/delete-issues.resolver';
import { IssueResolver } from './issue/issue.resolver';
import { IssuesResolver } from './issue/issues.resolver';
import { StatusDetailsResolver } from './issue/status-details.resolver';
import { MemberResolver } from './organization/member.resolver';
import { NotificationSettingsResolver } from './notification-settings/notification-settings.resolver';
import { OrganizationResolver } from './organization/organization.resolver';
import { TeamResolver } from './people/team.resolver';
import { ProjectResolver } from './project/project.resolver';
import { ApiTokenResolver } from './set-up/api-token.resolver';
import { MemberSetUpResolver } from './set-up/member-set-up.resolver';
import { OrganizationSetUpResolver } from './set-up/organization-set-up.resolver';
import { ProjectSetUpResolver } from './set-up/project-set-up.resolver';
import { TombstoneResolver } from './tombstone/tombstone.resolver';
import { UpdateViewerResolver } from './set-up/update-viewer.resolver';
import { IssueReleaseResolver } from './release/issue-release.resolver';
import { ProjectReleasesResolver } from './release/project-releases.resolver';
import { ReleaseSetUpResolver } from './release/release-set-up.resolver';
import { SharedIssueResolver } from './shared-issue/shared-issue.resolver';
import { IssuesChangedResolver } from './subscription/issues-changed.resolver';
import { OperationProgressResolver } from './subscription/operation-progress.resolver';
import { UndoBulkOperationResolver } from './undo-bulk-operation/undo-bulk-operation.resolver';
import { ViewerResolver } from './viewer/viewer.resolver';
import { WebhookResolver } from './webhook/webhook.resolver';
import { WebhookSetUpResolver } from './webhook/webhook-set-up.resolver';

/** Every resolver of the schema; one that is missing here does not exist. */
export const RESOLVERS = [
  ActivityResolver,
  AddIssueNoteResolver,
  ApiTokenResolver,
  AppliedAttributesResolver,
  BulkMutateIssuesPayloadResolver,
  BulkMutateIssuesResolver,
  BulkOperationIssuesResolver,
  BulkOperationResolver,
  CancelBulkOperationResolver,
  DeleteIssuesResolver,
  IssueActivityResolver,
  IssueOutcomeResolver,
  IssueReleaseResolver,
  IssueResolver,
  IssuesChangedResolver,
  IssuesResolver,
  MemberResolver,
  MemberSetUpResolver,
  OperationProgressResolver,
  NotificationSettingsResolver,
  OrganizationResolver,
  OrganizationSetUpResolver,
  ProjectReleasesResolver,
  ProjectResolver,
  ProjectSetUpResolver,
  ReleaseSetUpResolver,
  SharedIssueResolver,
  StatusDetailsResolver,
  TeamResolver,
  UndoBulkOperationResolver,
  TombstoneResolver,
  UpdateViewerResolver,
  ViewerResolver,
  WebhookResolver,
  WebhookSetUpResolver,
] as const;
