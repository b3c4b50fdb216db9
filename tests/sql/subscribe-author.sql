insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
values ($1, $2, $3, $4, true, 'COMMENT', $5)
on conflict (organization_id, group_id, user_id) do nothing
