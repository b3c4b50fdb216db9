import type { ActorReference } from '../../domain/attributes/changes';
import type { Assignee } from '../../domain/attributes/strategy';
import { isIdentifier } from '../../domain/identifier';
import { isStorable } from '../../domain/storable-text';
import { statement, type Executor, type Statement } from '../statement';

interface Row extends Omit<Assignee, 'projectIds'> {
  readonly projectIds: readonly string[];
}

/** A user or team of the organization with the projects that it can see; null: there is none. */
export async function readAssignee(
  tx: Executor,
  organizationId: string,
  reference: ActorReference,
): Promise<Assignee | null> {
  if ('id' in reference ? !isIdentifier(reference.id) : !isStorable(reference.name)) return null;
  const [row] = await tx.rows<Row>(question(organizationId, reference));
  return row === undefined ? null : { ...row, projectIds: new Set(row.projectIds) };
}

function question(organizationId: string, reference: ActorReference): Statement {
  switch (reference.by) {
    case 'team':
      return statement('read-assigned-team', TEAM, [organizationId, reference.id]);
    case 'user':
      return statement('read-assigned-user', `${USER} where u.id = $2::bigint`, [organizationId, reference.id]);
    case 'email':
      return statement('read-assignee-by-email', `${USER} where u.email = lower($2)`, [organizationId, reference.name]);
    case 'username':
      return statement('read-assignee-by-username', `${USER} where u.username = $2`, [organizationId, reference.name]);
  }
}

const TEAM = `
  select 'team' as type, t.id, t.name, null as email,
    array(select pt.project_id::text from project_teams pt
          where pt.organization_id = $1 and pt.team_id = t.id) as "projectIds",
    (select count(*)::int from team_members tm
     where tm.organization_id = $1 and tm.team_id = t.id) as "memberCount"
  from teams t
  where t.organization_id = $1 and t.id = $2::bigint`;

// A member sees the projects of the member's teams, or all of them where the organization has open membership.
const USER = `
  select 'user' as type, u.id, u.name, u.email, 1 as "memberCount",
    array(select p.id::text from projects p
          where p.organization_id = $1
            and (o.open_membership or exists (
              select from project_teams pt
              join team_members tm on tm.organization_id = pt.organization_id and tm.team_id = pt.team_id
              where pt.organization_id = $1 and pt.project_id = p.id and tm.user_id = u.id))) as "projectIds"
  from users u
  join organization_members m on m.user_id = u.id and m.organization_id = $1 and m.active
  join organizations o on o.id = $1`;
