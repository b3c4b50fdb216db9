import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { loadCount, loadPage } from '../page-loader';
import { ProjectType } from '../project/project.type';
import { ReleaseConnectionType } from './release-connection';
import { presentRelease } from './release.presenter';
import type { ReleaseType } from './release.type';

@Resolver(() => ProjectType)
export class ProjectReleasesResolver {
  @FieldResolver(() => ReleaseConnectionType, {
    description:
      'Its releases, archived ones included, the newest first: by the date of release, else by that of creation. Needs the scope project:read, else PERMISSION_DENIED.',
  })
  async releases(
    @Root() { organizationId, id }: ProjectType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { application, caller, loaders }: GraphQLContext,
  ): Promise<ConnectionOf<ReleaseType>> {
    const page = pageRequest('releases', args);
    const request = { name: 'releases', key: { organizationId, id }, page };
    const slice = await loadPage(loaders, request, (keys) => application.readReleases.pages(caller, keys, page));
    return presentConnection(slice, {
      connection: 'releases',
      page,
      keyOf: (release) => release.id,
      present: presentRelease,
      count: () => loadCount(loaders, request, (keys) => application.readReleases.counts(caller, keys)),
    });
  }
}
