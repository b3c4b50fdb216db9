import { Field, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';
import { ReleaseType } from './release.type';

@ObjectType('ReleasePayload', { description: 'What became of a release.' })
export class ReleasePayload {
  @Field(() => ReleaseType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  release: ReleaseType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
