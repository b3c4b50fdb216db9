import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import { projectDsn } from '../../domain/dsn';
import type { GraphQLContext } from '../context';
import { loadOrganization } from '../organization/load-organization';
import { OrganizationType } from '../organization/organization.type';
import { presentTeam } from '../people/people.presenter';
import { TeamType } from '../people/team.type';
import { required } from '../required';
import { ProjectType } from './project.type';

@Resolver(() => ProjectType)
export class ProjectResolver {
  @FieldResolver(() => OrganizationType, { description: 'The organization that the project belongs to.' })
  organization(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<OrganizationType> {
    return loadOrganization(context, project.organizationId);
  }

  @FieldResolver(() => [TeamType], { description: 'The teams that the project belongs to, by slug.' })
  async teams(@Root() project: ProjectType, @Ctx() { loaders }: GraphQLContext): Promise<TeamType[]> {
    return (await loaders.projectTeams.load(project)).map(presentTeam);
  }

  @FieldResolver(() => String, {
    description:
      'Where SDKs send events: the `dsn` option of every SDK. Without a key where all keys are switched off.',
  })
  async dsn(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<string> {
    const { publicKey } = await viewOf(project, context);
    return projectDsn(context.settings.publicUrl(), publicKey ?? '', project.id);
  }

  @FieldResolver(() => String)
  async name(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<string> {
    return (await viewOf(project, context)).name;
  }

  @FieldResolver(() => String)
  async platform(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<string | null> {
    return (await viewOf(project, context)).platform;
  }

  @FieldResolver(() => [String])
  async features(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<readonly string[]> {
    return (await viewOf(project, context)).features;
  }

  @FieldResolver(() => Int)
  async resolveAge(@Root() project: ProjectType, @Ctx() context: GraphQLContext): Promise<number | null> {
    return (await viewOf(project, context)).resolveAge;
  }
}

async function viewOf(project: ProjectType, { loaders }: GraphQLContext): Promise<ProjectView> {
  return project.view ?? required(await loaders.projects.load(project), 'the project of an issue');
}
