import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

@InputType('CreateApiTokenInput', { description: 'A token that is to be made.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'The slug of the organization that the token reaches.' })
  organization: string;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The address of the active member whose token it is. Without it the token belongs to the organization, not to a user, and sees every project.',
  })
  userEmail?: string | null;

  @Field(() => String, { description: 'What it is for: 1 to 200 characters in one line.' })
  name: string;

  @Field(() => [String], {
    description:
      'What it may do, at least one of: event:read, event:write, event:admin, project:read, project:write, project:releases, org:read, org:write, org:admin. Neither more than the token that makes it may do, nor more than the role of its user grants.',
  })
  scopes: string[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends; must lie ahead. Without it the token works until it is revoked.',
  })
  expiresAt?: Date | null;
}
