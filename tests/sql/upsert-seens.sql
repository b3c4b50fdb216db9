insert into group_seens (organization_id, group_id, user_id, project_id, last_seen)
select $1, n.group_id, $2, n.project_id, n.last_seen
from unnest($3::bigint[], $4::bigint[], $5::timestamptz[]) n (group_id, project_id, last_seen)
on conflict (organization_id, group_id, user_id) do update set last_seen = excluded.last_seen
