with gone as (
  delete from group_shares where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
(select $1, $3::bigint, project_id, uuid, user_id, date_added from gone order by date_added, group_id limit 1)
on conflict (organization_id, group_id) do nothing
