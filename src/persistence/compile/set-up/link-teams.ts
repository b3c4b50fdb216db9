import type { TenantKey } from '../../../domain/tenant-key';
import { statement, type Executor } from '../../statement';

/** Puts members into teams; who is in stays in. */
export async function addTeamMembers(
  tx: Executor,
  organizationId: string,
  links: readonly { readonly teamId: string; readonly userId: string }[],
): Promise<void> {
  await tx.rows(
    statement(
      'insert-team-members',
      `insert into team_members (organization_id, team_id, user_id)
       select $1, team_id, user_id from unnest($2::bigint[], $3::bigint[]) as new (team_id, user_id)
       on conflict do nothing`,
      [organizationId, links.map(({ teamId }) => teamId), links.map(({ userId }) => userId)],
    ),
  );
}

/** Gives projects to teams; what a team has it keeps. */
export async function addProjectTeams(
  tx: Executor,
  organizationId: string,
  links: readonly { readonly teamId: string; readonly projectId: string }[],
): Promise<void> {
  await tx.rows(
    statement(
      'insert-project-teams',
      `insert into project_teams (organization_id, project_id, team_id)
       select $1, project_id, team_id from unnest($2::bigint[], $3::bigint[]) as new (project_id, team_id)
       on conflict do nothing`,
      [organizationId, links.map(({ projectId }) => projectId), links.map(({ teamId }) => teamId)],
    ),
  );
}

/** Puts a member into exactly these teams. */
export async function replaceTeamsOfMember(
  tx: Executor,
  { organizationId, id: userId }: TenantKey,
  teamIds: readonly string[],
): Promise<void> {
  await tx.count(
    statement(
      'delete-other-team-members',
      'delete from team_members where organization_id = $1 and user_id = $2 and team_id <> all($3::bigint[])',
      [organizationId, userId, teamIds],
    ),
  );
  await addTeamMembers(
    tx,
    organizationId,
    teamIds.map((teamId) => ({ teamId, userId })),
  );
}

/** Gives a project to exactly these teams. */
export async function replaceTeamsOfProject(
  tx: Executor,
  { organizationId, id: projectId }: TenantKey,
  teamIds: readonly string[],
): Promise<void> {
  await tx.count(
    statement(
      'delete-other-project-teams',
      'delete from project_teams where organization_id = $1 and project_id = $2 and team_id <> all($3::bigint[])',
      [organizationId, projectId, teamIds],
    ),
  );
  await addProjectTeams(
    tx,
    organizationId,
    teamIds.map((teamId) => ({ teamId, projectId })),
  );
}
