import { Field, InputType } from 'type-graphql';

@InputType('CommitInput', { description: 'A commit that was registered, by a release or by itself.' })
export class CommitInput {
  @Field(() => String, { description: 'What names it in its repository, usually a hash. COMMIT_NOT_FOUND otherwise.' })
  commit: string;

  @Field(() => String, { description: 'The name of the repository. REPOSITORY_NOT_FOUND without any commit of it.' })
  repository: string;
}
