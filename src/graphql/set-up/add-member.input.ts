import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import type { MemberRole } from '../../domain/access';
import { MemberRoleEnum } from '../organization/member-role.enum';

@InputType('AddMemberInput', { description: 'Who is to become a member.' })
export class AddMemberInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => GraphQLEmailAddress, {
    description: 'The address of the user, in any case; a user who is new on this server is made.',
  })
  email: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name to show of a new user: 1 to 200 characters in one line; the address by default. The name of a user whom the server knows stays.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The username of a new user, unique on this server: 1 to 128 characters without spaces and without @; the address by default. That of a user whom the server knows stays.',
  })
  username?: string | null;

  @Field(() => MemberRoleEnum, {
    nullable: true,
    defaultValue: 'MEMBER',
    description: 'What the member may do. OWNER needs the scope org:admin.',
  })
  role?: MemberRole | null;

  @Field(() => [String], { nullable: true, description: 'Slugs of the teams that the member joins; none by default.' })
  teams?: string[] | null;
}
