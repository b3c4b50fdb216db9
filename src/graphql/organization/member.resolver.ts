import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { loadUser } from '../people/load-user';
import { presentTeam } from '../people/people.presenter';
import { TeamType } from '../people/team.type';
import { UserType } from '../people/user.type';
import { required } from '../required';
import { MemberType } from './member.type';

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => UserType, { description: 'Who the member is.' })
  async user(@Root() member: MemberType, @Ctx() context: GraphQLContext): Promise<UserType> {
    return required(await loadUser(context, member.userId), 'the user of a member');
  }

  @FieldResolver(() => [TeamType], {
    description: 'The teams of this organization that the member belongs to, by slug.',
  })
  async teams(@Root() member: MemberType, @Ctx() { loaders }: GraphQLContext): Promise<TeamType[]> {
    const { organizationId, userId } = member;
    return (await loaders.userTeams.load({ organizationId, id: userId })).map(presentTeam);
  }
}
