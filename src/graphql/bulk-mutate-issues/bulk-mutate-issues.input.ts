import { Field, ID, InputType } from 'type-graphql';
import type { GroupPriority, GroupSubstatus } from '../../domain/group';
import { IssueSubstatusEnum } from '../issue/issue-status.enum';
import { IssuePriorityEnum } from '../issue/issue.enums';
import { ActorInput } from './actor.input';
import { ActivityIntegrationEnum, AssignmentSourceEnum, IssueStatusUpdateEnum } from './mutation.enums';
import { StatusDetailsInput } from './status-details.input';

@InputType('BulkMutateIssuesInput', {
  description:
    'What to change. A field that is absent or null leaves the attribute alone, except `assignedTo: null`, which clears the assignee. Attributes are applied in the order priority, status, assignedTo, hasSeen, isBookmarked, isSubscribed, isPublic, merge, inbox, whatever the order in the document.',
})
export class BulkMutateIssuesInput {
  @Field(() => IssueStatusUpdateEnum, { nullable: true, description: 'The new status.' })
  status?: 'UNRESOLVED' | 'RESOLVED' | 'RESOLVED_IN_NEXT_RELEASE' | 'IGNORED' | null;

  @Field(() => StatusDetailsInput, {
    nullable: true,
    description:
      'How the status is meant. Needs `status`, or the substatus ARCHIVED_UNTIL_CONDITION_MET; else INVALID_INPUT.',
  })
  statusDetails?: StatusDetailsInput | null;

  @Field(() => IssueSubstatusEnum, {
    nullable: true,
    description:
      'With `status`, it must belong to it, else CONFLICTING_ATTRIBUTES. Without, it applies to issues whose status it belongs to; others are INVALID.',
  })
  substatus?: GroupSubstatus | null;

  @Field(() => IssuePriorityEnum, {
    nullable: true,
    description: 'The new priority. It is locked against automatic changes from then on, also where the value stays.',
  })
  priority?: GroupPriority | null;

  @Field(() => ActorInput, {
    nullable: true,
    description:
      'A user or a team; null clears the assignee. ACTOR_NOT_FOUND where there is none in the organization; issues of projects that the assignee cannot see are INVALID with ACTOR_NOT_MEMBER.',
  })
  assignedTo?: ActorInput | null;

  @Field(() => AssignmentSourceEnum, {
    nullable: true,
    description: 'Where the assignee was chosen; kept with the operation.',
  })
  assignedBy?: 'ASSIGNEE_SELECTOR' | 'SUGGESTED_ASSIGNEE' | null;

  @Field(() => ActivityIntegrationEnum, {
    nullable: true,
    description: 'The chat product from which the assignment came; shown in the feed of the issues.',
  })
  integration?: 'SLACK' | 'MSTEAMS' | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the user of the token has looked at the issue since its latest event. Needs a token with a user, as the next two; else ACTOR_REQUIRED.',
  })
  hasSeen?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the user of the token has bookmarked the issue. true subscribes the user too; false takes that subscription away again, but no other.',
  })
  isBookmarked?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the user of the token is told about the issue. An explicit false outlasts later assignments and bookmarks.',
  })
  isSubscribed?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: share the issue under a link that needs no account; one that is shared keeps its link. false: end that; sharing it again gives a new link.',
  })
  isPublic?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: merge the selected issues into one; new events land there at once. The parent is the issue that was seen first, unless `mergeInto` names it. The others are PENDING_MERGE until the undo window has passed; then a job moves what they hold. MULTIPLE_PROJECTS where they are of several projects; issues that are no errors are INVALID with NOT_AN_ERROR_ISSUE, those with too many events with ISSUE_TOO_LARGE. Fewer than two issues stay as they are.',
  })
  merge?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The parent of the merge. Needs `merge: true`, and must be one of the selected issues; else INVALID_INPUT.',
  })
  mergeInto?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: put into the inbox, for review. false: mark reviewed, which makes a new, regressed or escalating issue ongoing. true contradicts RESOLVED and IGNORED.',
  })
  inbox?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: delete the issues and drop their future events, which are counted (see `tombstones`). CONFLICTING_ATTRIBUTES with any other attribute. Needs the scope event:admin; issues of projects without the feature `discard-groups` are INVALID with FEATURE_DISABLED, those that are no errors with NOT_AN_ERROR_ISSUE. Their rows go once the undo window is over.',
  })
  discard?: boolean | null;
}
