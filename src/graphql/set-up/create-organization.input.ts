import { Field, InputType } from 'type-graphql';

@InputType('CreateOrganizationInput', { description: 'An organization that is to be made.' })
export class CreateOrganizationInput {
  @Field(() => String, {
    description:
      'Unique on this server: lower-case letters, digits, hyphens and underscores, at most 50, beginning with a letter or digit and not only digits.',
  })
  slug: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to show: 1 to 200 characters in one line. The slug by default.',
  })
  name?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether every member sees every project; otherwise only those of their own teams.',
  })
  openMembership?: boolean | null;
}
