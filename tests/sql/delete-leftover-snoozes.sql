delete from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])
