update organization_members set notification_setting = 'NEVER' where organization_id = $1 and user_id = $2
