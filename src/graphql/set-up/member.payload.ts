import { Field, ObjectType } from 'type-graphql';
import { MemberType } from '../organization/member.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('MemberPayload', { description: 'What became of a member.' })
export class MemberPayload {
  @Field(() => MemberType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  member: MemberType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
