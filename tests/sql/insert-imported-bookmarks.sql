insert into group_bookmarks (organization_id, group_id, project_id, user_id, date_added)
select $1, group_id, project_id, user_id, $5
from unnest($2::bigint[], $3::bigint[], $4::bigint[]) n (group_id, project_id, user_id)
on conflict do nothing returning group_id as id
