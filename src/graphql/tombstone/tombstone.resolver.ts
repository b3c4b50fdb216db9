import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { presentProject } from '../project/project.presenter';
import { ProjectType } from '../project/project.type';
import { required } from '../required';
import { presentUserError } from '../user-error/user-error.presenter';
import { DeleteTombstonePayload } from './delete-tombstone.payload';
import { presentTombstone } from './tombstone.presenter';
import { TombstoneConnectionType, TombstoneType } from './tombstone.type';
import { TombstonesArgs } from './tombstones.args';

@Resolver(() => TombstoneType)
export class TombstoneResolver {
  @Query(() => TombstoneConnectionType, {
    description:
      'What is left of the discarded issues of a project, newest first. NOT_FOUND for an organization that the token does not reach, and for a project that it does not see. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async tombstones(
    @Args(() => TombstonesArgs) { organization, project }: TombstonesArgs,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<ConnectionOf<TombstoneType>> {
    const page = pageRequest('tombstones', args);
    const place = { organization, project };
    return presentConnection(await application.readTombstones.page(caller, place, page), {
      connection: 'tombstones',
      page,
      keyOf: ({ id }) => id,
      present: presentTombstone,
      count: () => application.readTombstones.count(caller, place),
    });
  }

  @Mutation(() => DeleteTombstonePayload, {
    description:
      'Undo a discard: the fingerprints of the issue are free, and the next event of each makes a new issue. The issue itself and the dropped events do not come back. NOT_FOUND where the token does not see the project. Needs the scope event:admin.',
  })
  async deleteTombstone(
    @Arg('id', () => ID, { description: 'The id of the tombstone.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<DeleteTombstonePayload> {
    const { value, problems } = await application.deleteTombstone.execute(caller, id);
    return Object.assign(new DeleteTombstonePayload(), {
      deletedId: value,
      userErrors: problems.map(presentUserError),
    });
  }

  @FieldResolver(() => ProjectType, { description: 'The project of the issue.' })
  async project(@Root() tombstone: TombstoneType, @Ctx() { loaders }: GraphQLContext): Promise<ProjectType> {
    const { organizationId, projectId: id } = tombstone;
    return presentProject(required(await loaders.projects.load({ organizationId, id }), 'the project of a tombstone'));
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who discarded it; null for a token that belongs to no user.',
  })
  actor(@Root() { actorId }: TombstoneType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, actorId);
  }
}
