import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { projectDsn } from '../../domain/dsn';
import type { GraphQLContext } from '../context';
import { loadOrganization } from '../organization/load-organization';
import { OrganizationType } from '../organization/organization.type';
import { presentTeam } from '../people/people.presenter';
import { TeamType } from '../people/team.type';
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
  dsn(@Root() project: ProjectType, @Ctx() { settings }: GraphQLContext): string {
    return projectDsn(settings.publicUrl(), project.publicKey ?? '', project.id);
  }
}
