import type { Pool } from 'pg';
import { formatShortId } from '../../src/domain/short-id';
import type { BareCaller } from './bare-caller';

interface Row {
  readonly id: string;
  readonly shortId: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
}

const PAGE = `
  select g.id, g.short_id as "shortId", g.title, g.culprit, g.level, g.status, g.substatus, g.priority, g.version,
    g.first_seen as "firstSeen", c.times_seen::integer as "timesSeen", c.users_seen as "usersSeen",
    c.last_seen as "lastSeen", p.id as "projectId", p.slug as "projectSlug", a.user_id as "userId", u.name as "userName",
    a.team_id as "teamId", t.name as "teamName"
  from group_counters c
  join groups g on g.organization_id = c.organization_id and g.id = c.group_id
  join projects p on p.organization_id = g.organization_id and p.id = g.project_id
  left join group_assignees a on a.organization_id = g.organization_id and a.group_id = g.id
  left join users u on u.id = a.user_id
  left join teams t on t.organization_id = a.organization_id and t.id = a.team_id
  where c.organization_id = $1 and g.project_id = any($2::bigint[]) and g.status = $3
  order by c.last_seen desc, c.group_id desc
  limit $4`;

interface PageArguments {
  readonly organization: string;
  readonly query: string;
  readonly first: number;
}

/** One query a page, which knows only `is:STATUS`. */
export async function barePage(
  pool: Pool,
  caller: BareCaller,
  { organization, query, first }: PageArguments,
): Promise<object> {
  const status = /^is:(\w+)$/.exec(query)?.[1]?.toUpperCase();
  if (status === undefined || organization !== caller.slug) throw new Error('not understood');
  const { rows } = await pool.query<Row>(PAGE, [caller.organizationId, caller.projectIds, status, first + 1]);
  return { nodes: rows.slice(0, first).map(presentRow), pageInfo: { hasNextPage: rows.length > first } };
}

function presentRow(row: Row): object {
  const { shortId: number, projectId, projectSlug, userId, userName, teamId, teamName } = row;
  const user = userId === null ? null : { __typename: 'User', id: userId, name: userName };
  const team = teamId === null ? null : { __typename: 'Team', id: teamId, name: teamName };
  return {
    ...row,
    shortId: formatShortId({ projectSlug, number }),
    project: { id: projectId, slug: projectSlug },
    assignedTo: user ?? team,
  };
}
