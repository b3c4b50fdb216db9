import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ProblemCode } from '../../domain/problem';
import { UserErrorCodeEnum } from './user-error-code.enum';

@ObjectType('UserError', { description: 'An expected refusal: what spoke against the call, and how to mend it.' })
export class UserErrorType {
  @Field(() => UserErrorCodeEnum, { description: 'What was wrong, for programs.' })
  code: ProblemCode;

  @Field(() => String, { description: 'What was wrong, in a sentence for people.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Path into the arguments, for example `["input", "assignedTo"]`; null where no single one is to blame.',
  })
  field: readonly string[] | null;

  @Field(() => [ID], {
    description: 'The first 100 issues that it concerns; empty where it concerns the call as a whole.',
  })
  issueIds: readonly string[];

  @Field(() => Int, { description: 'How many issues it concerns.' })
  issueCount: number;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'What helps to mend it: `position` of a query error in characters, the number of `selected` issues, a `limit`, `retryAfter` in seconds, and so on.',
  })
  details: Readonly<Record<string, unknown>> | null;
}
