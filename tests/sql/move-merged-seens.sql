with gone as (
  delete from group_seens where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_seens (organization_id, group_id, user_id, project_id, last_seen)
select distinct on (user_id) $1, $3::bigint, user_id, project_id, last_seen from gone order by user_id, last_seen desc
on conflict (organization_id, group_id, user_id) do nothing
