import { Field, ID, ObjectType } from 'type-graphql';
import type { OutcomeStatus } from '../../domain/bulk-operation';
import type { ProblemCode } from '../../domain/problem';
import { connectionType } from '../connection/connection.type';
import { UserErrorCodeEnum } from '../user-error/user-error-code.enum';
import { AttributeChangeType } from './attribute-change.type';
import { IssueOutcomeStatusEnum } from './bulk-operation.enums';

@ObjectType('IssueOutcome', { description: 'What a bulk operation did to one issue.' })
export class IssueOutcomeType {
  organizationId: string;

  @Field(() => ID, { description: 'The id as it was asked for; one that cannot be an id is cut to 64 characters.' })
  issueId: string;

  @Field(() => IssueOutcomeStatusEnum, { description: 'What happened to the issue.' })
  status: OutcomeStatus;

  @Field(() => UserErrorCodeEnum, {
    nullable: true,
    description: 'Why the issue was left as it was; null where it was changed or already was as asked.',
  })
  code: ProblemCode | null;

  @Field(() => String, { nullable: true, description: 'The same in a sentence for people; null without a `code`.' })
  message: string | null;

  @Field(() => [AttributeChangeType], {
    description: 'The attributes that changed, side effects included, or would change in a dry run.',
  })
  changes: readonly AttributeChangeType[];
}

export const IssueOutcomeConnectionType = connectionType('IssueOutcome', {
  node: () => IssueOutcomeType,
  items: 'outcomes',
});
