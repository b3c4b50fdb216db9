import { Field, InputType } from 'type-graphql';

@InputType('CreateProjectInput', { description: 'A project that is to be made.' })
export class CreateProjectInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, {
    description:
      'Unique within the organization: lower-case letters, digits, hyphens and underscores, at most 50, beginning with a letter or digit and not only digits. Short ids of its issues begin with it.',
  })
  slug: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to show: 1 to 200 characters in one line. The slug by default.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it runs on, for example `node`: 1 to 128 characters without spaces.',
  })
  platform?: string | null;

  @Field(() => [String], {
    description:
      'Slugs of the teams that it belongs to. Without open membership members see only the projects of their own teams, so that one without a team is seen by nobody but tokens without a user.',
  })
  teams: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Features that are to be on: `discard-groups`. All by default.',
  })
  features?: string[] | null;
}
