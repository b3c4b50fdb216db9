delete from group_assignees where organization_id = $1 and group_id = any($2::bigint[])
