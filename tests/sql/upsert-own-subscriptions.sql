insert into group_subscriptions
  (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
select $1, n.group_id, $2, n.project_id, case cardinality($5::boolean[]) when 0 then n.is_active when 1 then ($5::boolean[])[1] else n.is_active end,
  case cardinality($6::text[]) when 0 then n.reason when 1 then ($6::text[])[1] else n.reason end, case cardinality($7::timestamptz[]) when 0 then n.date_added when 1 then ($7::timestamptz[])[1] else n.date_added end,
  case cardinality($8::bigint[]) when 0 then n.operation_id when 1 then ($8::bigint[])[1] else n.operation_id end
from unnest($3::bigint[], $4::bigint[], $5::boolean[], $6::text[], $7::timestamptz[], $8::bigint[])
  n (group_id, project_id, is_active, reason, date_added, operation_id)
on conflict (organization_id, group_id, user_id)
do update set is_active = excluded.is_active, reason = excluded.reason, date_added = excluded.date_added,
  operation_id = excluded.operation_id
