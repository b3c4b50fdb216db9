import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { MemberView } from '../../application/read-organizations/read-organizations.handler';
import type { SetUpOutcome } from '../../application/set-up/set-up';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentMember } from '../organization/organization.presenter';
import { presentUserError } from '../user-error/user-error.presenter';
import { AddMemberInput } from './add-member.input';
import { MemberPayload } from './member.payload';
import { UpdateMemberInput } from './update-member.input';

@Resolver()
export class MemberSetUpResolver {
  @Mutation(() => MemberPayload, {
    description:
      'Make a user a member of an organization. ALREADY_EXISTS where the user is one, also an inactive one, or where the username belongs to another user. Needs the scope org:write, for the role OWNER org:admin too.',
  })
  async addMember(
    @Arg('input', () => AddMemberInput, { description: 'Who, and as what.' }) input: AddMemberInput,
    @Ctx() context: GraphQLContext,
  ): Promise<MemberPayload> {
    const { organization, email } = input;
    const command = { role: 'MEMBER' as const, ...given(input), organization, email };
    return present(context, await context.application.addMember.execute(context.caller, command));
  }

  @Mutation(() => MemberPayload, {
    description:
      'Change the role and teams of a member, or lock a member out. NOT_FOUND where there is no such member. Needs the scope org:write; making somebody an owner, and any change of an owner, org:admin too.',
  })
  async updateMember(
    @Arg('input', () => UpdateMemberInput, { description: 'Who, and what to change.' }) input: UpdateMemberInput,
    @Ctx() context: GraphQLContext,
  ): Promise<MemberPayload> {
    return present(context, await context.application.updateMember.execute(context.caller, given(input)));
  }
}

async function present(context: GraphQLContext, { value, problems }: SetUpOutcome<MemberView>): Promise<MemberPayload> {
  await context.refresh();
  return Object.assign(new MemberPayload(), {
    member: value && presentMember(value),
    userErrors: problems.map(presentUserError),
  });
}
