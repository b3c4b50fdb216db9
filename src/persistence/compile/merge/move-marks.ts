import type { MergeBatch } from '../../read/find-merges';
import { statement, type Statement } from '../../statement';

/** What people have done with the issues goes to the parent. A row that the parent has wins over those of the children. */
export function moveMergedMarks({ organizationId, childIds, targetId }: MergeBatch): readonly Statement[] {
  const values = [organizationId, childIds, targetId];
  return [
    statement('move-merged-logs', LOGS, values),
    statement('move-merged-bookmarks', BOOKMARKS, values),
    statement('move-merged-seens', SEENS, values),
    statement('move-merged-shares', SHARES, values),
    statement('move-merged-subscriptions', SUBSCRIPTIONS, values),
    statement('move-merged-team-subscriptions', TEAM_SUBSCRIPTIONS, values),
    statement('move-merged-assignees', ASSIGNEES, values),
  ];
}

/** Feeds are ordered by id, so that the lines find their places among those of the parent. */
const LOGS = `
  with feeds as (
    update activities set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])
  )
  update group_histories set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])`;

const BOOKMARKS = `
  with gone as (
    delete from group_bookmarks where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
  select distinct on (user_id) $1, $3::bigint, user_id, project_id, date_added from gone order by user_id, date_added, group_id
  on conflict (organization_id, group_id, user_id) do nothing`;

const SEENS = `
  with gone as (
    delete from group_seens where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_seens (organization_id, group_id, user_id, project_id, last_seen)
  select distinct on (user_id) $1, $3::bigint, user_id, project_id, last_seen from gone order by user_id, last_seen desc
  on conflict (organization_id, group_id, user_id) do nothing`;

/** An issue has one link at most: the parent's, or else the oldest of the children's. */
const SHARES = `
  with gone as (
    delete from group_shares where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
  (select $1, $3::bigint, project_id, uuid, user_id, date_added from gone order by date_added, group_id limit 1)
  on conflict (organization_id, group_id) do nothing`;

/** Somebody who refused to hear of one child, and hears of another, hears of the parent. */
const SUBSCRIPTIONS = `
  with gone as (
    delete from group_subscriptions where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_subscriptions
    (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
  select distinct on (user_id) $1, $3::bigint, user_id, project_id, is_active, reason, date_added, operation_id
  from gone order by user_id, is_active desc, date_added, group_id
  on conflict (organization_id, group_id, user_id) do nothing`;

const TEAM_SUBSCRIPTIONS = `
  with gone as (
    delete from group_team_subscriptions where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_team_subscriptions
    (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
  select distinct on (team_id) $1, $3::bigint, team_id, project_id, reason, date_added, operation_id
  from gone order by team_id, date_added, group_id
  on conflict (organization_id, group_id, team_id) do nothing`;

/** Of several children's assignees the one who was first. */
const ASSIGNEES = `
  with gone as (
    delete from group_assignees where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_assignees (organization_id, group_id, project_id, user_id, team_id, date_added)
  (select $1, $3::bigint, project_id, user_id, team_id, date_added from gone order by date_added, group_id limit 1)
  on conflict (organization_id, group_id) do nothing`;
