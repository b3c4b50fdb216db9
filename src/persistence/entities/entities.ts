import { Activity } from './activity.entity';
import { ApiToken } from './api-token.entity';
import { BulkOperation } from './bulk-operation.entity';
import { BulkOperationOutcome } from './bulk-operation-outcome.entity';
import { BulkOperationPage } from './bulk-operation-page.entity';
import { BulkOperationRemovedRow } from './bulk-operation-removed-row.entity';
import { Commit } from './commit.entity';
import { DeletionAuditEntry } from './deletion-audit-entry.entity';
import { Deploy } from './deploy.entity';
import { Event } from './event.entity';
import { Group } from './group.entity';
import { GroupAssignee } from './group-assignee.entity';
import { GroupBookmark } from './group-bookmark.entity';
import { GroupCounter } from './group-counter.entity';
import { GroupDeletion } from './group-deletion.entity';
import { GroupForecast } from './group-forecast.entity';
import { GroupHash } from './group-hash.entity';
import { GroupHistory } from './group-history.entity';
import { GroupHourlyCount } from './group-hourly-count.entity';
import { GroupInbox } from './group-inbox.entity';
import { GroupLink } from './group-link.entity';
import { GroupOpenPeriod } from './group-open-period.entity';
import { GroupRedirect } from './group-redirect.entity';
import { GroupRelease } from './group-release.entity';
import { GroupResolution } from './group-resolution.entity';
import { GroupSeen } from './group-seen.entity';
import { GroupShare } from './group-share.entity';
import { GroupSnooze } from './group-snooze.entity';
import { GroupSubscription } from './group-subscription.entity';
import { GroupTagValue } from './group-tag-value.entity';
import { GroupTeamSubscription } from './group-team-subscription.entity';
import { GroupTombstone } from './group-tombstone.entity';
import { GroupText } from './group-text.entity';
import { GroupUser } from './group-user.entity';
import { IdempotencyKey } from './idempotency-key.entity';
import { Mail } from './mail.entity';
import { MailDigest } from './mail-digest.entity';
import { Organization } from './organization.entity';
import { OrganizationMember } from './organization-member.entity';
import { OutboxMessage } from './outbox-message.entity';
import { Project } from './project.entity';
import { ProjectKey } from './project-key.entity';
import { ProjectNotificationSetting } from './project-notification-setting.entity';
import { ProjectTeam } from './project-team.entity';
import { Release } from './release.entity';
import { ReleaseCommit } from './release-commit.entity';
import { ReleaseProject } from './release-project.entity';
import { Team } from './team.entity';
import { TeamMember } from './team-member.entity';
import { User } from './user.entity';
import { WebhookDelivery } from './webhook-delivery.entity';
import { Webhook } from './webhook.entity';

/** Every entity, so that a test can compare them with the migrated schema. */
export const ENTITIES = [
  Organization,
  User,
  OrganizationMember,
  Team,
  TeamMember,
  Project,
  ProjectTeam,
  ProjectNotificationSetting,
  ProjectKey,
  ApiToken,
  Release,
  ReleaseProject,
  Commit,
  ReleaseCommit,
  Group,
  GroupCounter,
  GroupHourlyCount,
  GroupUser,
  GroupHash,
  GroupAssignee,
  GroupInbox,
  GroupSnooze,
  GroupForecast,
  GroupSubscription,
  GroupBookmark,
  GroupSeen,
  GroupShare,
  GroupTeamSubscription,
  GroupTombstone,
  GroupDeletion,
  DeletionAuditEntry,
  Activity,
  GroupHistory,
  GroupOpenPeriod,
  GroupResolution,
  GroupLink,
  GroupRedirect,
  GroupRelease,
  GroupText,
  GroupTagValue,
  Deploy,
  Event,
  OutboxMessage,
  Webhook,
  WebhookDelivery,
  MailDigest,
  Mail,
  BulkOperation,
  BulkOperationOutcome,
  BulkOperationPage,
  BulkOperationRemovedRow,
  IdempotencyKey,
] as const;
