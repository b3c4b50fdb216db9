update group_deletions set due_at = $4
where organization_id = $1 and operation_id = $2 and group_id = any($3::bigint[]) and due_at > $4
