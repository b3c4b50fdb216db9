delete from project_notification_settings where organization_id = $1 and user_id = $2 and project_id = $3
