insert into group_subscriptions
  (organization_id, group_id, project_id, user_id, is_active, reason, date_added)
select $1, group_id, project_id, user_id, is_active, reason, $7
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::boolean[], $6::text[])
  n (group_id, project_id, user_id, is_active, reason)
on conflict (organization_id, group_id, user_id) do update
  set is_active = excluded.is_active, reason = excluded.reason
  where (group_subscriptions.is_active, group_subscriptions.reason) is distinct from
    (excluded.is_active, excluded.reason)
returning group_id as id
