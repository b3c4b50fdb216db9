insert into project_notification_settings (organization_id, user_id, project_id, setting)
values ($1, $2, $3, $4)
on conflict (organization_id, user_id, project_id) do update set setting = excluded.setting
