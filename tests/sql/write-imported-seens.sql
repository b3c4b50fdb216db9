insert into group_seens (organization_id, group_id, project_id, user_id, last_seen)
select $1, group_id, project_id, user_id, last_seen
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
  n (group_id, project_id, user_id, last_seen)
on conflict (organization_id, group_id, user_id) do update set last_seen = excluded.last_seen
  where group_seens.last_seen < excluded.last_seen
returning group_id as id
