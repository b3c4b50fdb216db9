import type { ChildRow } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns } from './key-columns';
import type { UserRow } from './read-users';

export interface TeamRow {
  readonly organizationId: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A team with the id of the project, member or organization that it was asked for. */
export type TeamOfRow = TeamRow & ChildRow;

const COLUMNS = `t.organization_id as "organizationId", t.id, t.slug, t.name`;

export function readTeams(executor: Executor, keys: readonly TenantKey[]): Promise<TeamRow[]> {
  return executor.rows<TeamRow>(
    statement(
      'read-teams',
      `select ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join teams t on t.organization_id = wanted.organization_id and t.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}

/** The teams of each project, by slug. */
export function readTeamsOfProjects(executor: Executor, projects: readonly TenantKey[]): Promise<TeamOfRow[]> {
  return executor.rows<TeamOfRow>(
    statement(
      'read-teams-of-projects',
      `select wanted.project_id as "parentId", ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
       join project_teams l on l.organization_id = wanted.organization_id and l.project_id = wanted.project_id
       join teams t on t.organization_id = l.organization_id and t.id = l.team_id
       order by wanted.project_id, t.slug`,
      keyColumns(projects),
    ),
  );
}

/** The teams of each member, named by the user's id, by slug. */
export function readTeamsOfUsers(executor: Executor, users: readonly TenantKey[]): Promise<TeamOfRow[]> {
  return executor.rows<TeamOfRow>(
    statement(
      'read-teams-of-users',
      `select wanted.user_id as "parentId", ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, user_id)
       join team_members l on l.organization_id = wanted.organization_id and l.user_id = wanted.user_id
       join teams t on t.organization_id = l.organization_id and t.id = l.team_id
       order by wanted.user_id, t.slug`,
      keyColumns(users),
    ),
  );
}

/** All teams of each organization, by slug. */
export function readTeamsOfOrganizations(executor: Executor, organizationIds: readonly string[]): Promise<TeamOfRow[]> {
  return executor.rows<TeamOfRow>(
    statement(
      'read-teams-of-organizations',
      `select t.organization_id as "parentId", ${COLUMNS}
       from teams t where t.organization_id = any ($1::bigint[]) order by t.organization_id, t.slug`,
      [organizationIds],
    ),
  );
}

/** The active members of each team, by name. */
export function readTeamMembers(executor: Executor, teams: readonly TenantKey[]): Promise<(UserRow & ChildRow)[]> {
  return executor.rows<UserRow & ChildRow>(
    statement(
      'read-team-members',
      `select wanted.team_id as "parentId", u.id, u.name, u.username, u.email
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, team_id)
       join team_members l on l.organization_id = wanted.organization_id and l.team_id = wanted.team_id
       join organization_members m
         on m.organization_id = l.organization_id and m.user_id = l.user_id and m.active
       join users u on u.id = l.user_id
       order by wanted.team_id, u.name, u.id`,
      keyColumns(teams),
    ),
  );
}
