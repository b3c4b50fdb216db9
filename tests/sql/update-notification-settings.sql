update organization_members
set notification_setting = coalesce($3, notification_setting),
  told_of_own_changes = coalesce($4, told_of_own_changes)
where organization_id = $1 and user_id = $2
