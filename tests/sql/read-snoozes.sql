select group_id, until, count, "window", user_count as "userCount", user_window as "userWindow",
  times_seen_baseline::float8 as "timesSeenBaseline", users_seen_baseline as "usersSeenBaseline",
  actor_id as "actorId", date_added as "dateAdded"
from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])
