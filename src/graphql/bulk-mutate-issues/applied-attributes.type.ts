import { Field, ObjectType } from 'type-graphql';
import type { GroupPriority, GroupStatus, GroupSubstatus } from '../../domain/group';
import { IssueStatusEnum, IssueSubstatusEnum } from '../issue/issue-status.enum';
import { IssuePriorityEnum } from '../issue/issue.enums';
import { StatusDetailsType } from '../issue/status-details.type';
import { MergeResultType } from './merge-result.type';

@ObjectType('AppliedAttributes', {
  description:
    'What was applied. Each field is null where the attribute was not asked for, or differs between the issues: then see the outcomes.',
})
export class AppliedAttributesType {
  organizationId: string;
  assignedUserId: string | null;
  assignedTeamId: string | null;

  @Field(() => [String], {
    description: 'Names of the attributes that were asked for, as in `BulkMutateIssuesInput`.',
  })
  given: readonly string[];

  @Field(() => IssueStatusEnum, { nullable: true, description: 'The status of all issues afterwards.' })
  status: GroupStatus | null;

  @Field(() => IssueSubstatusEnum, { nullable: true, description: 'The substatus of all issues afterwards.' })
  substatus: GroupSubstatus | null;

  @Field(() => StatusDetailsType, { nullable: true, description: 'How the status of all issues is meant.' })
  statusDetails: StatusDetailsType | null;

  @Field(() => IssuePriorityEnum, { nullable: true, description: 'The priority of all issues afterwards.' })
  priority: GroupPriority | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the user of the token has seen all issues, or none.' })
  hasSeen: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the user of the token has bookmarked all issues, or none.',
  })
  isBookmarked: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the user of the token is subscribed to all issues, or to none.',
  })
  isSubscribed: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all issues are shared, or none is.' })
  isPublic: boolean | null;

  @Field(() => MergeResultType, { nullable: true, description: 'Which issues go into which; null where none does.' })
  merge: MergeResultType | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all issues are in the inbox afterwards, or none is.' })
  inbox: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the issues were discarded.' })
  discard: boolean | null;
}
