import type { GraphQLContext } from '../context';
import { loadUser } from './load-user';
import { presentTeam } from './people.presenter';
import type { TeamType } from './team.type';
import type { UserType } from './user.type';

/** Who is assigned, by the ids of which at most one is set. */
export interface AssigneeIds {
  readonly organizationId: string;
  readonly assignedUserId: string | null;
  readonly assignedTeamId: string | null;
}

/** The user or team that an issue is assigned to; null for nobody. */
export async function loadAssignee(
  context: GraphQLContext,
  { organizationId, assignedUserId, assignedTeamId }: AssigneeIds,
): Promise<UserType | TeamType | null> {
  if (assignedTeamId === null) return loadUser(context, assignedUserId);
  const team = await context.loaders.teams.load({ organizationId, id: assignedTeamId });
  return team && presentTeam(team);
}
