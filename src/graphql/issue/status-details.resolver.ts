import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { CommitType } from '../release/commit.type';
import { presentCommit } from '../release/release.presenter';
import { StatusDetailsType } from './status-details.type';

@Resolver(() => StatusDetailsType)
export class StatusDetailsResolver {
  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who set what the status means; null for the system, and where it means nothing more.',
  })
  actor(@Root() details: StatusDetailsType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, details.actorId);
  }

  @FieldResolver(() => CommitType, {
    nullable: true,
    description: 'Resolved by this commit, which no release holds yet.',
  })
  async inCommit(
    @Root() { organizationId, commitId }: StatusDetailsType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<CommitType | null> {
    if (organizationId === null || commitId === null) return null;
    const commit = await loaders.commits.load({ organizationId, id: commitId });
    return commit && presentCommit(commit);
  }
}
