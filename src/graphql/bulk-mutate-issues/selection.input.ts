import { Field, InputType } from 'type-graphql';
import type { GroupStatus } from '../../domain/group';
import { IssueStatusEnum } from '../issue/issue-status.enum';

@InputType('IssueSelectionInput', { description: 'Which issues. Every given field narrows the selection.' })
export class IssueSelectionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Slug. Only a token that reaches several organizations must name one, and then for every selection without ids.',
  })
  organization?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of projects; an empty list selects nothing. NOT_FOUND where one is unknown or not visible.',
  })
  projects?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Issue search, for example `is:unresolved assigned:me level:error`; at most 4,096 characters. A blank one counts as not given.',
  })
  query?: string | null;

  @Field(() => IssueStatusEnum, {
    nullable: true,
    description:
      'Only issues that have this status when the operation locks them: UNRESOLVED, RESOLVED, IGNORED or REPROCESSING.',
  })
  status?: GroupStatus | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Must be true for a selection without ids that names neither `query` nor `status`.',
  })
  all?: boolean | null;
}
