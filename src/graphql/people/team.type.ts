import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Team', {
  description: 'A group of members of an organization; projects belong to teams.',
  simpleResolvers: true,
})
export class TeamType {
  organizationId: string;

  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, { description: 'Unique within the organization; `assigned:#SLUG` searches for it.' })
  slug: string;

  @Field(() => String, { description: 'The name to show.' })
  name: string;
}
