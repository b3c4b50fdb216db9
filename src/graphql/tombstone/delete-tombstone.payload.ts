import { Field, ID, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('DeleteTombstonePayload', { description: 'What became of a tombstone.' })
export class DeleteTombstonePayload {
  @Field(() => ID, { nullable: true, description: 'The id of the tombstone, which is gone.' })
  deletedId: string | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
