/** The rows that hang on issues: `$1` the organization, `$2` the issues, `$3` the acting user. */
export const COUNTERS = `
  select group_id, times_seen::float8 as "timesSeen", users_seen as "usersSeen", last_seen as "lastSeen"
  from group_counters where organization_id = $1 and group_id = any($2::bigint[])`;

export const ASSIGNEES = `
  select group_id, case when user_id is null then 'team' else 'user' end as type,
    coalesce(user_id, team_id) as id, date_added as "dateAdded"
  from group_assignees where organization_id = $1 and group_id = any($2::bigint[])`;

export const INBOXES = `
  select group_id, reason, reason_details as "reasonDetails", date_added as "dateAdded"
  from group_inboxes where organization_id = $1 and group_id = any($2::bigint[])`;

export const SNOOZES = `
  select group_id, until, count, "window", user_count as "userCount", user_window as "userWindow",
    times_seen_baseline::float8 as "timesSeenBaseline", users_seen_baseline as "usersSeenBaseline",
    actor_id as "actorId", date_added as "dateAdded"
  from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])`;

// Ids grow, so the latest period of an issue is the one with the greatest.
export const OPEN_PERIODS = `
  select distinct on (group_id) group_id, id, date_started as "dateStarted", date_ended as "dateEnded",
    resolution_activity_id as "resolutionActivityId", user_id as "userId"
  from group_open_periods
  where organization_id = $1 and group_id = any($2::bigint[])
  order by group_id, id desc`;

export const SUBSCRIPTIONS = `
  select group_id, is_active as "isActive", reason, date_added as "dateAdded", operation_id as "operationId"
  from group_subscriptions
  where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`;

export const BOOKMARKS = `
  select group_id, date_added as "dateAdded"
  from group_bookmarks where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`;

export const SEENS = `
  select group_id, last_seen as "lastSeen"
  from group_seens where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`;

export const MERGES = `
  select previous_group_id as group_id, group_id as into
  from group_redirects where organization_id = $1 and previous_group_id = any($2::bigint[])`;

export const SHARES = `
  select group_id, uuid, user_id as "userId", date_added as "dateAdded"
  from group_shares where organization_id = $1 and group_id = any($2::bigint[])`;

// As JSON, so that the numbers arrive as such.
export const FORECASTS = `
  select group_id, to_json(thresholds) as thresholds, date_added as "dateAdded"
  from group_forecasts where organization_id = $1 and group_id = any($2::bigint[])`;

export const DELETIONS = `
  select group_id, kind, tombstone_id as "tombstoneId"
  from group_deletions where organization_id = $1 and group_id = any($2::bigint[])`;
