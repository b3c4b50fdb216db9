select group_id, times_seen::float8 as "timesSeen", users_seen as "usersSeen", last_seen as "lastSeen"
from group_counters where organization_id = $1 and group_id = any($2::bigint[])
