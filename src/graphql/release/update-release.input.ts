import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { ReleaseCommitInput } from './release-commit.input';

@InputType('UpdateReleaseInput', { description: 'What to change of a release; what is left out stays as it is.' })
export class UpdateReleaseInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, { description: 'The version of the release, which stays.' })
  version: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of projects that are to have it too: 1 to 1000; none loses it.',
  })
  projects?: string[] | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was released.' })
  dateReleased?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: out of use, so that it is never the newest one; false: in use again, when it completes what waits as a new release would.',
  })
  archived?: boolean | null;

  @Field(() => [ReleaseCommitInput], { nullable: true, description: 'Commits that it holds too: at most 1000.' })
  commits?: ReleaseCommitInput[] | null;
}
