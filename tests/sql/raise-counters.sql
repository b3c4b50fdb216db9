insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
select $1, group_id, project_id, times_seen, users_seen, last_seen
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::timestamptz[])
  n (group_id, project_id, times_seen, users_seen, last_seen)
order by group_id
on conflict (organization_id, group_id) do update
  set times_seen = greatest(group_counters.times_seen, excluded.times_seen),
    users_seen = greatest(group_counters.users_seen, excluded.users_seen),
    last_seen = greatest(group_counters.last_seen, excluded.last_seen)
  where group_counters.times_seen < excluded.times_seen or group_counters.users_seen < excluded.users_seen
    or group_counters.last_seen < excluded.last_seen
returning group_id as id
