insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
select $1, i.id, o.user_id, i.project_id, false, 'UNKNOWN', $4
from groups i
join organization_members o on o.organization_id = $1 and o.user_id = $2
where i.organization_id = $1 and i.id = $3
for share of i
on conflict (organization_id, group_id, user_id) do update
set is_active = false, reason = 'UNKNOWN', operation_id = null
