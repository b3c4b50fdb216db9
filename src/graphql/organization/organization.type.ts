import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Organization', { description: 'The tenant: projects, teams, members and issues belong to exactly one.' })
export class OrganizationType {
  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, { description: 'Unique on this server; arguments named `organization` take it.' })
  slug: string;

  @Field(() => String, { description: 'The name to show.' })
  name: string;

  @Field(() => Boolean, {
    description: 'Whether every member sees every project; otherwise only those of their own teams.',
  })
  openMembership: boolean;
}
