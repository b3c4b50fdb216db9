import { Field, InputType, Int } from 'type-graphql';

@InputType('UpdateProjectInput', { description: 'What to change of a project; what is left out stays as it is.' })
export class UpdateProjectInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, { description: 'The slug of the project, which stays.' })
  project: string;

  @Field(() => String, { nullable: true, description: 'The name to show: 1 to 200 characters in one line.' })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of all the teams that it is to belong to; those that are not named lose it.',
  })
  teams?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'All features that are to be on: `discard-groups`. Those that are not named go off.',
  })
  features?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Hours without an event after which an issue counts as resolved, 1 to 876000; null switches it off, and left out it stays as it is.',
  })
  resolveAge?: number | null;
}
