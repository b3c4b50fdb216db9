select group_id as "groupId", events
from group_hourly_counts
where organization_id = $1 and group_id = any($2::bigint[]) and hour = date_trunc('hour', $3::timestamptz)
