import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TeamView, UserView } from '../../application/read-people/read-people.handler';
import type {
  GroupCategory,
  GroupLevel,
  GroupPriority,
  GroupStatus,
  GroupSubstatus,
  SubscriptionReason,
} from '../../domain/group';
import { InboxEntryType } from './inbox-entry.type';
import { IssueStatusEnum, IssueSubstatusEnum } from './issue-status.enum';
import { IssueCategoryEnum, IssueLevelEnum, IssuePriorityEnum, SubscriptionReasonEnum } from './issue.enums';
import { StatusDetailsType } from './status-details.type';

@ObjectType('Issue', { description: 'Events of one kind, as people deal with them.', simpleResolvers: true })
export class IssueType {
  organizationId: string;
  projectId: string;
  projectSlug: string;
  assignee: TeamView | UserView | null;
  firstReleaseId: string | null;

  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, {
    description:
      'The name for people, unique within the organization: the project’s slug and a number, as in `API-1A`.',
  })
  shortId: string;

  @Field(() => String, {
    description: 'Type and value of the exception, else the message, of the event that made the issue.',
  })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: 'The message of the event that made the issue; null where it had none.',
  })
  message: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it happens: the transaction, else the innermost own function.',
  })
  culprit: string | null;

  @Field(() => IssueLevelEnum, { description: 'How severe the SDK calls it.' })
  level: GroupLevel;

  @Field(() => IssueCategoryEnum, { description: 'What kind of trouble it is.' })
  category: GroupCategory;

  @Field(() => String, { nullable: true, description: 'The platform of the SDK, for example `node`.' })
  platform: string | null;

  @Field(() => IssueStatusEnum, {
    description: 'As shown to people: an archived issue whose conditions are met reads UNRESOLVED before any job runs.',
  })
  status: GroupStatus;

  @Field(() => IssueSubstatusEnum, {
    nullable: true,
    description: 'What the status means more precisely; null for any but UNRESOLVED and IGNORED.',
  })
  substatus: GroupSubstatus | null;

  @Field(() => StatusDetailsType, { description: 'How the status is meant.' })
  statusDetails: StatusDetailsType;

  @Field(() => IssuePriorityEnum, {
    nullable: true,
    description: 'How much it matters; null where nothing has set one.',
  })
  priority: GroupPriority | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When a person set the priority, since when it does not change by itself; null while it may.',
  })
  priorityLockedAt: Date | null;

  @Field(() => Int, {
    description:
      'Grows by one with every operation or transition that changes the issue itself (not with a viewer’s own marks, nor with event counters). Give it back in `options.expectedVersions` to change only what you have seen.',
  })
  version: number;

  @Field(() => GraphQLDateTime, { description: 'When `version` last grew.' })
  changedAt: Date;

  @Field(() => InboxEntryType, { nullable: true, description: 'Its place in the inbox; null where it is reviewed.' })
  inbox: InboxEntryType | null;

  @Field(() => Int, { description: 'How many events it has; 2147483647 stands for that many or more.' })
  timesSeen: number;

  @Field(() => Int, { description: 'How many different users its events name.' })
  usersSeen: number;

  @Field(() => GraphQLDateTime, { description: 'When its first event happened.' })
  firstSeen: Date;

  @Field(() => GraphQLDateTime, { description: 'When its latest event happened.' })
  lastSeen: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was resolved; null unless it is.' })
  resolvedAt: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the user of the token has looked at it since its latest event; false for a token without a user.',
  })
  hasSeen: boolean;

  @Field(() => Boolean, {
    description: 'Whether the user of the token has bookmarked it; false for a token without a user.',
  })
  isBookmarked: boolean;

  @Field(() => Boolean, { description: 'Whether it is shared under a link that needs no account.' })
  isPublic: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What the link ends with, for `sharedIssue`; null unless it is shared.',
  })
  shareId: string | null;

  @Field(() => Boolean, {
    description: 'Whether the user of the token is told about it; false for a token without a user.',
  })
  isSubscribed: boolean;

  @Field(() => SubscriptionReasonEnum, {
    nullable: true,
    description: 'Why the user of the token is told about it; null where they are not subscribed.',
  })
  subscriptionReason: SubscriptionReason | null;
}
