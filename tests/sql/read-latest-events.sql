select wanted.group_id as "groupId", replace(e.event_id::text, '-', '') as id, e.title, e.message, e.timestamp,
  e.received_at as "receivedAt", e.platform, e.environment, e.release, e.tags, e.payload
from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) as wanted (organization_id, group_id, hour)
cross join lateral (
  select * from events
  where events.organization_id = wanted.organization_id and events.group_id = wanted.group_id
    and events.received_at >= $4 and events.received_at < $5
    and events.received_at >= wanted.hour and events.received_at < wanted.hour + interval '1 hour'
  order by events.received_at desc, events.event_id desc
  limit 1
) e
