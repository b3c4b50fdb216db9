import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { GroupLevel, GroupStatus } from '../../domain/group';
import { IssueStatusEnum } from '../issue/issue-status.enum';
import { IssueLevelEnum } from '../issue/issue.enums';

@ObjectType('SharedIssue', {
  description: 'What anybody who has the link sees of a shared issue: no actor, no activity, no other issue.',
})
export class SharedIssueType {
  @Field(() => String, { description: 'What the link ends with: 32 hex digits.' })
  shareId: string;

  @Field(() => String, { description: 'The name for people: the project’s slug and a number, as in `API-1A`.' })
  shortId: string;

  @Field(() => String, { description: 'Type and value of the exception, else the message.' })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where it happens: the transaction, else the innermost own function.',
  })
  culprit: string | null;

  @Field(() => IssueLevelEnum, { description: 'How severe the SDK calls it.' })
  level: GroupLevel;

  @Field(() => IssueStatusEnum, { description: 'Where it stands, as shown to people.' })
  status: GroupStatus;

  @Field(() => Int, { description: 'How many events it has; 2147483647 stands for that many or more.' })
  timesSeen: number;

  @Field(() => GraphQLDateTime, { description: 'When its first event happened.' })
  firstSeen: Date;

  @Field(() => GraphQLDateTime, { description: 'When its latest event happened.' })
  lastSeen: Date;
}
