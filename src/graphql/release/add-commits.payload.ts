import { Field, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';
import { CommitType } from './commit.type';

@ObjectType('AddCommitsPayload', { description: 'What became of commits that were to be registered.' })
export class AddCommitsPayload {
  @Field(() => [CommitType], {
    description: 'As they are now, each once, in the order in which they were named; empty where nothing was done.',
  })
  commits: readonly CommitType[];

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
