import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentOrganization } from '../organization/organization.presenter';
import { presentTeam } from '../people/people.presenter';
import { presentUserError } from '../user-error/user-error.presenter';
import { CreateOrganizationInput } from './create-organization.input';
import { CreateTeamInput } from './create-team.input';
import { OrganizationPayload } from './organization.payload';
import { TeamPayload } from './team.payload';

@Resolver()
export class OrganizationSetUpResolver {
  @Mutation(() => OrganizationPayload, {
    description:
      'Make an organization. ALREADY_EXISTS where the slug is taken. Needs an installation token, as the command line issues it, with the scope org:admin.',
  })
  async createOrganization(
    @Arg('input', () => CreateOrganizationInput, { description: 'What to make.' }) input: CreateOrganizationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<OrganizationPayload> {
    const command = { openMembership: true, ...given(input), slug: input.slug };
    const { value, problems } = await context.application.createOrganization.execute(context.caller, command);
    await context.refresh();
    return Object.assign(new OrganizationPayload(), {
      organization: value && presentOrganization(value),
      userErrors: problems.map(presentUserError),
    });
  }

  @Mutation(() => TeamPayload, {
    description:
      'Make a team. ALREADY_EXISTS where another team of the organization has the slug. Needs the scope org:write.',
  })
  async createTeam(
    @Arg('input', () => CreateTeamInput, { description: 'What to make.' }) input: CreateTeamInput,
    @Ctx() context: GraphQLContext,
  ): Promise<TeamPayload> {
    const { value, problems } = await context.application.createTeam.execute(context.caller, given(input));
    await context.refresh();
    return Object.assign(new TeamPayload(), {
      team: value && presentTeam(value),
      userErrors: problems.map(presentUserError),
    });
  }
}
