delete from group_deletions where organization_id = $1 and group_id = any($2::bigint[])
