import { Field, InputType } from 'type-graphql';

@InputType('CreateTeamInput', { description: 'A team that is to be made.' })
export class CreateTeamInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, {
    description:
      'Unique within the organization: lower-case letters, digits, hyphens and underscores, at most 50, beginning with a letter or digit and not only digits.',
  })
  slug: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to show: 1 to 200 characters in one line. The slug by default.',
  })
  name?: string | null;
}
