import { statement, type Executor } from '../../statement';

/** What is linked to exactly these teams. */
export interface TeamLinks {
  /** Of a user or a project. */
  readonly id: string;
  readonly teamIds: readonly string[];
}

/** Puts each member into exactly their teams; answers the ids of the users whose teams changed. */
export async function replaceTeamsOfMembers(
  tx: Executor,
  organizationId: string,
  links: readonly TeamLinks[],
): Promise<readonly string[]> {
  const parameters = [organizationId, links.map(({ id }) => id), ...pairs(links)];
  const gone = statement(
    'delete-imported-team-members',
    `delete from team_members where organization_id = $1 and user_id = any($2::bigint[])
       and (user_id, team_id) not in (select * from unnest($3::bigint[], $4::bigint[]))
     returning user_id as id`,
    parameters,
  );
  const come = statement(
    'insert-imported-team-members',
    `insert into team_members (organization_id, user_id, team_id)
     select $1, user_id, team_id from unnest($2::bigint[], $3::bigint[]) n (user_id, team_id)
     on conflict do nothing returning user_id as id`,
    [organizationId, ...pairs(links)],
  );
  return [...(await tx.rows<{ id: string }>(gone)), ...(await tx.rows<{ id: string }>(come))].map(({ id }) => id);
}

/** Gives each project to exactly its teams; answers the ids of the projects whose teams changed. */
export async function replaceTeamsOfProjects(
  tx: Executor,
  organizationId: string,
  links: readonly TeamLinks[],
): Promise<readonly string[]> {
  const parameters = [organizationId, links.map(({ id }) => id), ...pairs(links)];
  const gone = statement(
    'delete-imported-project-teams',
    `delete from project_teams where organization_id = $1 and project_id = any($2::bigint[])
       and (project_id, team_id) not in (select * from unnest($3::bigint[], $4::bigint[]))
     returning project_id as id`,
    parameters,
  );
  const come = statement(
    'insert-imported-project-teams',
    `insert into project_teams (organization_id, project_id, team_id)
     select $1, project_id, team_id from unnest($2::bigint[], $3::bigint[]) n (project_id, team_id)
     on conflict do nothing returning project_id as id`,
    [organizationId, ...pairs(links)],
  );
  return [...(await tx.rows<{ id: string }>(gone)), ...(await tx.rows<{ id: string }>(come))].map(({ id }) => id);
}

function pairs(links: readonly TeamLinks[]): readonly [ids: readonly string[], teamIds: readonly string[]] {
  const flat = links.flatMap(({ id, teamIds }) => teamIds.map((teamId) => [id, teamId] as const));
  return [flat.map(([id]) => id), flat.map(([, teamId]) => teamId)];
}
