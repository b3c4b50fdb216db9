import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

@InputType('ReleaseCommitInput', {
  description:
    'A commit. Its message resolves the issues whose short ids stand directly after `fix`, `close` or `resolve`, in any of their forms: `Fixes API-1, API-2`. Of a commit that is known, what is left out stays; an issue that an edited message no longer names is reopened, unless another commit resolves it.',
})
export class ReleaseCommitInput {
  @Field(() => String, {
    description: 'What names it in its repository, usually a hash: 1 to 64 characters without spaces.',
  })
  id: string;

  @Field(() => String, { description: 'The name of the repository that holds it: 1 to 200 characters.' })
  repository: string;

  @Field(() => String, { nullable: true, description: 'Its message, at most 65536 characters.' })
  message?: string | null;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The address of its author. A member of the organization who has it, and sees the issue, counts as having resolved it, and is subscribed.',
  })
  authorEmail?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was made; now by default.' })
  timestamp?: Date | null;
}
