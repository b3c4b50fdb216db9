import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { presentUser } from './people.presenter';
import { TeamType } from './team.type';
import { UserType } from './user.type';

@Resolver(() => TeamType)
export class TeamResolver {
  @FieldResolver(() => [UserType], {
    description: 'The active members of the team, by name. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async members(@Root() team: TeamType, @Ctx() { loaders }: GraphQLContext): Promise<UserType[]> {
    return (await loaders.teamMembers.load(team)).map(presentUser);
  }
}
