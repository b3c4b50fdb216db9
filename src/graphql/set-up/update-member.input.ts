import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import type { MemberRole } from '../../domain/access';
import { MemberRoleEnum } from '../organization/member-role.enum';

@InputType('UpdateMemberInput', { description: 'What to change of a member; what is left out stays as it is.' })
export class UpdateMemberInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => GraphQLEmailAddress, { description: 'The address of the member, in any case.' })
  email: string;

  @Field(() => MemberRoleEnum, {
    nullable: true,
    description: 'What the member may do. The last active owner keeps this role.',
  })
  role?: MemberRole | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of all the teams that the member is to belong to; the member leaves the others.',
  })
  teams?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'false: the member is locked out at once, and what they did stays theirs; true: they are back. The last active owner stays active.',
  })
  active?: boolean | null;
}
