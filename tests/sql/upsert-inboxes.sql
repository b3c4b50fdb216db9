insert into group_inboxes (organization_id, group_id, project_id, reason, reason_details, date_added)
select $1, n.group_id, n.project_id, n.reason, n.reason_details, n.date_added
from unnest($2::bigint[], $3::bigint[], $4::text[], $5::jsonb[], $6::timestamptz[])
  n (group_id, project_id, reason, reason_details, date_added)
on conflict (organization_id, group_id)
do update set reason = excluded.reason, reason_details = excluded.reason_details,
  date_added = excluded.date_added
