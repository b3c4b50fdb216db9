insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
select $1, group_id, user_id, project_id, true, 'STATUS_CHANGE', $5
from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as new (group_id, user_id, project_id)
order by group_id, user_id
on conflict (organization_id, group_id, user_id) do nothing
