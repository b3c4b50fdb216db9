import { Field, ID, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('RevokeApiTokenPayload', { description: 'What became of a token.' })
export class RevokeApiTokenPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the token, which is refused from now on.' })
  revokedId: string | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
