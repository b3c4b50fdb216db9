insert into group_subscriptions
  (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
select $1, n.group_id, $2, n.project_id, n.is_active, n.reason, n.date_added, n.operation_id
from unnest($3::bigint[], $4::bigint[], $5::boolean[], $6::text[], $7::timestamptz[], $8::bigint[])
  n (group_id, project_id, is_active, reason, date_added, operation_id)
on conflict (organization_id, group_id, user_id)
do update set is_active = excluded.is_active, reason = excluded.reason, date_added = excluded.date_added,
  operation_id = excluded.operation_id
