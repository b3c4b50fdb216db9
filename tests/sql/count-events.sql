with met as (
  insert into group_users (organization_id, group_id, user_key, first_seen, last_seen)
  select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[])
    as person (organization_id, group_id, user_key, first_seen, last_seen)
  order by organization_id, group_id, user_key
  on conflict (organization_id, group_id, user_key) do update
    set first_seen = least(group_users.first_seen, excluded.first_seen),
      last_seen = greatest(group_users.last_seen, excluded.last_seen)
  returning organization_id, group_id, xmax = 0 as is_new
), new_people as (
  select organization_id, group_id, count(*)::integer as people from met where is_new
  group by organization_id, group_id
)
insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
select organization_id, group_id, project_id, events, coalesce(people, 0), last_seen
from unnest($6::bigint[], $7::bigint[], $8::bigint[], $9::integer[], $10::timestamptz[])
  as seen (organization_id, group_id, project_id, events, last_seen)
left join new_people using (organization_id, group_id)
order by organization_id, group_id
on conflict (organization_id, group_id) do update
  set times_seen = group_counters.times_seen + excluded.times_seen,
    users_seen = group_counters.users_seen + excluded.users_seen,
    last_seen = greatest(group_counters.last_seen, excluded.last_seen)
returning organization_id as "organizationId", group_id as "groupId", project_id as "projectId",
  times_seen::float8 as "timesSeen",
  (select before.last_seen from group_counters before
   where before.organization_id = group_counters.organization_id and before.group_id = group_counters.group_id)
    as "quietSince"
