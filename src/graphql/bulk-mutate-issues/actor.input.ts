import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';

@InputType('ActorInput', { description: 'A user or a team of the organization, by exactly one of these fields.' })
export class ActorInput {
  @Field(() => ID, { nullable: true, description: 'The id of a user.' })
  user?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a team.' })
  team?: string | null;

  @Field(() => GraphQLEmailAddress, { nullable: true, description: 'The e-mail address of a user, in any case.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The username of a user.' })
  username?: string | null;
}
