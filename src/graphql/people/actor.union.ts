import { createUnionType } from 'type-graphql';
import { TeamType } from './team.type';
import { UserType } from './user.type';

/** Presenters make instances, by whose class the union tells its members apart. */
export const ActorUnion = createUnionType({
  name: 'Actor',
  description: 'Whoever an issue can be assigned to: a user or a team.',
  types: () => [UserType, TeamType] as const,
  resolveType: (actor) => (actor instanceof TeamType ? TeamType : UserType),
});
