import { Field, ID, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('ApiTokenPayload', { description: 'What became of a new token.' })
export class ApiTokenPayload {
  @Field(() => ID, { nullable: true, description: 'Decimal 64-bit number, by which the token can be revoked.' })
  id: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What clients send as `Authorization: Bearer TOKEN`. It is shown this once; only its hash is stored.',
  })
  token: string | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
