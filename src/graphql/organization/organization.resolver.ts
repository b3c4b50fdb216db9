import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { loadCount, loadPage } from '../page-loader';
import { presentTeam } from '../people/people.presenter';
import { TeamType } from '../people/team.type';
import { presentProject } from '../project/project.presenter';
import type { ProjectType } from '../project/project.type';
import { MemberConnectionType, ProjectConnectionType } from './connections';
import type { MemberType } from './member.type';
import { presentMember, presentOrganization } from './organization.presenter';
import { OrganizationType } from './organization.type';

const idsOf = (keys: readonly { readonly id: string }[]): string[] => keys.map(({ id }) => id);

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Query(() => OrganizationType, {
    nullable: true,
    description:
      'An organization that the token reaches; null for any other. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async organization(
    @Arg('slug', () => String, { description: 'The slug of the organization.' }) slug: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<OrganizationType | null> {
    const organization = await application.readOrganizations.bySlug(caller, slug);
    return organization && presentOrganization(organization);
  }

  @FieldResolver(() => ProjectConnectionType, {
    description: 'The projects that the caller sees, oldest first. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async projects(
    @Root() { id }: OrganizationType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<ConnectionOf<ProjectType>> {
    const { application, caller, loaders } = context;
    const page = pageRequest('projects', args);
    const request = { name: 'projects', key: { organizationId: id, id }, page };
    const slice = await loadPage(loaders, request, (keys) =>
      application.readOrganizations.projectPages(caller, idsOf(keys), page),
    );
    return presentConnection(slice, {
      connection: 'projects',
      page,
      keyOf: (project) => project.id,
      present: presentProject,
      count: async () => application.readOrganizations.projectCount(caller, id),
    });
  }

  @FieldResolver(() => [TeamType], {
    description: 'All teams, by slug. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async teams(@Root() { id }: OrganizationType, @Ctx() { loaders }: GraphQLContext): Promise<TeamType[]> {
    return (await loaders.organizationTeams.load(id)).map(presentTeam);
  }

  @FieldResolver(() => MemberConnectionType, {
    description:
      'The members, inactive ones included, longest-standing first. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async members(
    @Root() { id }: OrganizationType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<ConnectionOf<MemberType>> {
    const { application, caller, loaders } = context;
    const page = pageRequest('members', args);
    const request = { name: 'members', key: { organizationId: id, id }, page };
    const slice = await loadPage(loaders, request, (keys) =>
      application.readOrganizations.memberPages(caller, idsOf(keys), page),
    );
    return presentConnection(slice, {
      connection: 'members',
      page,
      keyOf: (member) => member.id,
      present: presentMember,
      count: () =>
        loadCount(loaders, request, (keys) => application.readOrganizations.memberCounts(caller, idsOf(keys))),
    });
  }
}
