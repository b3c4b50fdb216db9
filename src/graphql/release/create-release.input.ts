import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { ReleaseCommitInput } from './release-commit.input';

@InputType('CreateReleaseInput', { description: 'A release that projects are to have.' })
export class CreateReleaseInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => [String], { description: 'Slugs of the projects that are to have it: 1 to 1000.' })
  projects: string[];

  @Field(() => String, {
    description:
      'As SDKs send it, for example `shop@1.4.0`: 1 to 250 characters in one line, no space at either end, not `latest`. In the form `package@major.minor.patch` it is ordered by its numbers, else by its date.',
  })
  version: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was released. Of a release that is there it counts only where none was said before.',
  })
  dateReleased?: Date | null;

  @Field(() => [ReleaseCommitInput], { nullable: true, description: 'Commits that it holds: at most 1000.' })
  commits?: ReleaseCommitInput[] | null;
}
