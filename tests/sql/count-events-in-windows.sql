select w.group_id as "groupId", met.events, met.users
from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) w (group_id, events_since, users_since)
cross join lateral (
  select count(*) filter (where e.received_at >= w.events_since)::float8 as events,
    count(distinct e.user_key) filter (where e.received_at >= w.users_since)::float8 as users
  from events e
  where e.organization_id = $1 and e.group_id = w.group_id
    and e.received_at >= least(w.events_since, w.users_since)
) met
