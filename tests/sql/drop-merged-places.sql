with places as (delete from group_inboxes where organization_id = $1 and group_id = any($2::bigint[]))
delete from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])
