select min(due_at) as "dueAt" from group_redirects
where organization_id = $1 and operation_id = $2 and merged_at is null
