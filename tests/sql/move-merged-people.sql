with chosen as materialized (
  select u.group_id, u.user_key from group_users u
  where u.organization_id = $1 and u.group_id = any($2::bigint[])
  limit $4
), gone as (
  delete from group_users u using chosen
  where u.organization_id = $1 and u.group_id = chosen.group_id and u.user_key = chosen.user_key
  returning u.group_id, u.user_key, u.first_seen, u.last_seen
), met as (
  insert into group_users (organization_id, group_id, user_key, first_seen, last_seen)
  select $1, $3::bigint, user_key, min(first_seen), max(last_seen) from gone group by user_key order by user_key
  on conflict (organization_id, group_id, user_key) do update
    set first_seen = least(group_users.first_seen, excluded.first_seen),
      last_seen = greatest(group_users.last_seen, excluded.last_seen)
  returning xmax = 0 as is_new
)
select group_id as "groupId", count(*)::integer as people, false as "isNew" from gone group by group_id
union all
select $3, count(*)::integer, true from met where is_new
