select from group_deletions where organization_id = $1 and operation_id = $2 limit 1
