select group_id as "groupId", max(events) as largest, sum(events)::float8 as total,
  sum(events::bigint * events)::float8 as squares,
  json_build_array(
    coalesce(sum(events) filter (where weekday = 0), 0), coalesce(sum(events) filter (where weekday = 1), 0),
    coalesce(sum(events) filter (where weekday = 2), 0), coalesce(sum(events) filter (where weekday = 3), 0),
    coalesce(sum(events) filter (where weekday = 4), 0), coalesce(sum(events) filter (where weekday = 5), 0),
    coalesce(sum(events) filter (where weekday = 6), 0)) as "ofWeekday"
from group_hourly_counts
cross join lateral (select extract(dow from hour at time zone 'UTC') as weekday) d
where organization_id = $1 and group_id = any($2::bigint[]) and hour >= $3 and hour < $4 and events > 0
group by group_id
