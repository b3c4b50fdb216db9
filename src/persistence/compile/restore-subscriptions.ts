import type { UndoneOperation } from '../../domain/undo/undone-operation';
import { statement, type Statement } from '../statement';
import { viewerOf, type WriteContext } from './write-context';

/**
 * Other people's subscriptions, as they were before the operation: the rows that it caused go, the rows that it removed
 * come back. An undo causes no rows but those that it brought back, which it knows by what the undone operation had
 * removed; it keeps what it removes itself, so that it can be undone too. The marks of whoever made the call are part
 * of the state and left alone.
 */
export function restoreSubscriptions(
  operation: UndoneOperation,
  groupIds: readonly string[],
  context: WriteContext,
): readonly Statement[] {
  const { organizationId, operationId } = context;
  const caused = [organizationId, operationId, operation.id, operation.undoesId, groupIds];
  const removed = [organizationId, operation.id, groupIds];
  return [
    statement('remove-caused-subscriptions', REMOVE_PEOPLE, [...caused, viewerOf(context)]),
    statement('remove-caused-team-subscriptions', REMOVE_TEAMS, caused),
    statement('bring-back-subscriptions', BRING_BACK_PEOPLE, removed),
    statement('bring-back-team-subscriptions', BRING_BACK_TEAMS, removed),
  ];
}

/** Each row is found by its key: looking for it among all that was removed would take longer with the square. */
const REMOVE_PEOPLE = `
  with caused as (
    select group_id, user_id from group_subscriptions
    where organization_id = $1 and group_id = any($5::bigint[]) and operation_id = $3 and user_id is distinct from $6
    union
    select s.group_id, s.user_id
    from bulk_operation_removed_rows r
    join group_subscriptions s on s.organization_id = $1 and s.group_id = r.group_id
      and s.user_id = (r.content->>'user_id')::bigint
    where r.organization_id = $1 and r.operation_id = $4 and r.relation = 'group_subscriptions'
      and r.group_id = any($5::bigint[]) and s.user_id is distinct from $6 and to_jsonb(s) @> r.content
  ), gone as (
    delete from group_subscriptions s using caused
    where s.organization_id = $1 and s.group_id = caused.group_id and s.user_id = caused.user_id
    returning s.*
  )
  insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
  select $1, $2, group_id, 'group_subscriptions', to_jsonb(gone) from gone`;

const REMOVE_TEAMS = `
  with caused as (
    select group_id, team_id from group_team_subscriptions
    where organization_id = $1 and group_id = any($5::bigint[]) and operation_id = $3
    union
    select s.group_id, s.team_id
    from bulk_operation_removed_rows r
    join group_team_subscriptions s on s.organization_id = $1 and s.group_id = r.group_id
      and s.team_id = (r.content->>'team_id')::bigint
    where r.organization_id = $1 and r.operation_id = $4 and r.relation = 'group_team_subscriptions'
      and r.group_id = any($5::bigint[]) and to_jsonb(s) @> r.content
  ), gone as (
    delete from group_team_subscriptions s using caused
    where s.organization_id = $1 and s.group_id = caused.group_id and s.team_id = caused.team_id
    returning s.*
  )
  insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
  select $1, $2, group_id, 'group_team_subscriptions', to_jsonb(gone) from gone`;

// A row that somebody has made meanwhile wins.
const BRING_BACK_PEOPLE = `
  insert into group_subscriptions
    (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
  select $1, r.group_id, s.user_id, s.project_id, s.is_active, s.reason, s.date_added, s.operation_id
  from bulk_operation_removed_rows r
  cross join lateral jsonb_populate_record(null::group_subscriptions, r.content) s
  where r.organization_id = $1 and r.operation_id = $2 and r.relation = 'group_subscriptions'
    and r.group_id = any($3::bigint[])
  order by r.group_id, s.user_id
  on conflict (organization_id, group_id, user_id) do nothing`;

const BRING_BACK_TEAMS = `
  insert into group_team_subscriptions
    (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
  select $1, r.group_id, s.team_id, s.project_id, s.reason, s.date_added, s.operation_id
  from bulk_operation_removed_rows r
  cross join lateral jsonb_populate_record(null::group_team_subscriptions, r.content) s
  where r.organization_id = $1 and r.operation_id = $2 and r.relation = 'group_team_subscriptions'
    and r.group_id = any($3::bigint[])
  order by r.group_id, s.team_id
  on conflict (organization_id, group_id, team_id) do nothing`;
