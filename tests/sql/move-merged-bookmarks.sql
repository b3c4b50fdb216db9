with gone as (
  delete from group_bookmarks where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
select distinct on (user_id) $1, $3::bigint, user_id, project_id, date_added from gone order by user_id, date_added, group_id
on conflict (organization_id, group_id, user_id) do nothing
