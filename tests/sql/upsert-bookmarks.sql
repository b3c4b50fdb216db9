insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
select $1, n.group_id, $2, n.project_id, n.date_added
from unnest($3::bigint[], $4::bigint[], $5::timestamptz[]) n (group_id, project_id, date_added)
on conflict (organization_id, group_id, user_id) do update set date_added = excluded.date_added
