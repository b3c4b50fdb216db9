import type { AssigneeChange } from '../../domain/state/step';
import type { Actor } from '../../domain/state/issue-state';
import { TEAM_SUBSCRIPTION_LIMIT } from '../../domain/attributes/assigned-to/assign';
import { statement, type Statement } from '../statement';
import type { WriteContext } from './write-context';
import type { LogLine } from './insert-logs';

type Line = LogLine<AssigneeChange>;

/**
 * Other people's subscriptions: a former assignee loses the one that came from the assignment, a new one gets one.
 * Teams are expanded here, in SQL; the acting user's own subscription is part of the state and left alone.
 */
export function followAssignments(lines: readonly Line[], context: WriteContext): readonly Statement[] {
  const left = lines.filter(({ entry }) => entry.from !== null);
  const taken = lines.filter(({ entry }) => entry.to !== null);
  const teamsTaken = taken.filter(({ entry }) => entry.to?.type === 'team');
  const statements: Statement[] = [];
  if (left.length > 0) {
    statements.push(unsubscribePeople(left, context));
    const teamsLeft = left.filter(({ entry }) => entry.from?.type === 'team');
    if (teamsLeft.length > 0) statements.push(unsubscribeTeams(teamsLeft, context));
  }
  if (taken.length > 0) statements.push(subscribePeople(taken, context));
  if (teamsTaken.length > 0) statements.push(subscribeLargeTeams(teamsTaken, context));
  return statements;
}

function unsubscribePeople(lines: readonly Line[], { organizationId, operationId, actorId }: WriteContext): Statement {
  return statement(
    'unsubscribe-former-assignees',
    `with changed as (
       select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
         c (group_id, from_user, from_team, to_user, to_team)
     ), gone as (
       delete from group_subscriptions s using changed c
       where s.organization_id = $1 and s.group_id = c.group_id and s.reason = 'ASSIGNED'
         and s.user_id is distinct from $3 and s.user_id is distinct from c.to_user
         and (s.user_id = c.from_user or exists (
           select from team_members m
           where m.organization_id = $1 and m.team_id = c.from_team and m.user_id = s.user_id))
         and not exists (
           select from team_members m
           where m.organization_id = $1 and m.team_id = c.to_team and m.user_id = s.user_id)
       returning s.*
     )
     insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select $1, $2, group_id, 'group_subscriptions', to_jsonb(gone) from gone`,
    [
      organizationId,
      operationId,
      actorId,
      lines.map(({ groupId }) => groupId),
      lines.map(({ entry }) => idOf(entry.from, 'user')),
      lines.map(({ entry }) => idOf(entry.from, 'team')),
      lines.map(({ entry }) => idOf(entry.to, 'user')),
      lines.map(({ entry }) => idOf(entry.to, 'team')),
    ],
  );
}

function unsubscribeTeams(lines: readonly Line[], { organizationId, operationId }: WriteContext): Statement {
  return statement(
    'unsubscribe-former-teams',
    `with gone as (
       delete from group_team_subscriptions s using unnest($3::bigint[], $4::bigint[]) c (group_id, team_id)
       where s.organization_id = $1 and s.group_id = c.group_id and s.team_id = c.team_id and s.reason = 'ASSIGNED'
       returning s.*
     )
     insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select $1, $2, group_id, 'group_team_subscriptions', to_jsonb(gone) from gone`,
    [
      organizationId,
      operationId,
      lines.map(({ groupId }) => groupId),
      lines.map(({ entry }) => idOf(entry.from, 'team')),
    ],
  );
}

/** Insert if absent: an explicit unsubscription survives an assignment. */
function subscribePeople(
  lines: readonly Line[],
  { organizationId, operationId, actorId, now }: WriteContext,
): Statement {
  return statement(
    'subscribe-assignees',
    `with taken as (
       select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) t (group_id, project_id, user_id, team_id)
     ), small as (
       select team_id from team_members where organization_id = $1 and team_id = any($7::bigint[])
       group by team_id having count(*) <= ${TEAM_SUBSCRIPTION_LIMIT}
     ), subscriber as (
       select group_id, project_id, user_id from taken where user_id is not null
       union all
       select t.group_id, t.project_id, m.user_id
       from taken t
       join small s on s.team_id = t.team_id
       join team_members m on m.organization_id = $1 and m.team_id = t.team_id
       join organization_members o on o.organization_id = $1 and o.user_id = m.user_id and o.active
     )
     insert into group_subscriptions
       (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
     select $1, group_id, user_id, project_id, true, 'ASSIGNED', $8, $2
     from subscriber where user_id is distinct from $3
     on conflict (organization_id, group_id, user_id) do nothing`,
    [
      organizationId,
      operationId,
      actorId,
      lines.map(({ groupId }) => groupId),
      lines.map(({ projectId }) => projectId),
      lines.map(({ entry }) => idOf(entry.to, 'user')),
      lines.map(({ entry }) => idOf(entry.to, 'team')),
      now,
    ],
  );
}

function subscribeLargeTeams(lines: readonly Line[], { organizationId, operationId, now }: WriteContext): Statement {
  return statement(
    'subscribe-large-teams',
    `insert into group_team_subscriptions
       (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
     select $1, t.group_id, t.team_id, t.project_id, 'ASSIGNED', $6, $2
     from unnest($3::bigint[], $4::bigint[], $5::bigint[]) t (group_id, project_id, team_id)
     where t.team_id in (
       select team_id from team_members where organization_id = $1 and team_id = any($5::bigint[])
       group by team_id having count(*) > ${TEAM_SUBSCRIPTION_LIMIT})
     on conflict (organization_id, group_id, team_id) do nothing`,
    [
      organizationId,
      operationId,
      lines.map(({ groupId }) => groupId),
      lines.map(({ projectId }) => projectId),
      lines.map(({ entry }) => idOf(entry.to, 'team')),
      now,
    ],
  );
}

function idOf(actor: Actor | null, type: Actor['type']): string | null {
  return actor?.type === type ? actor.id : null;
}
