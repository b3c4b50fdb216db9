import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('User', { description: 'A person who has, or had, an account.', simpleResolvers: true })
export class UserType {
  @Field(() => ID, { description: 'Decimal 64-bit number; stays the same when name or e-mail address change.' })
  id: string;

  @Field(() => String, { description: 'The name to show.' })
  name: string;

  @Field(() => String, { description: 'Unique on this server; it can stand for the user in `assignedTo`.' })
  username: string;

  @Field(() => GraphQLEmailAddress, { description: 'Unique on this server, in lower case.' })
  email: string;
}
