insert into group_subscriptions
  (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
select $1, r.group_id, s.user_id, s.project_id, s.is_active, s.reason, s.date_added, s.operation_id
from bulk_operation_removed_rows r
cross join lateral jsonb_populate_record(null::group_subscriptions, r.content) s
where r.organization_id = $1 and r.operation_id = $2 and r.relation = 'group_subscriptions'
  and r.group_id = any($3::bigint[])
order by r.group_id, s.user_id
on conflict (organization_id, group_id, user_id) do nothing
