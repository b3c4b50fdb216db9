insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
select $1, n.group_id, n.project_id, n.uuid, n.user_id, n.date_added
from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::timestamptz[])
  n (group_id, project_id, uuid, user_id, date_added)
on conflict (organization_id, group_id)
do update set uuid = excluded.uuid, user_id = excluded.user_id, date_added = excluded.date_added
