select 1 from group_redirects
where organization_id = $1 and operation_id = $2 and merged_at is null limit 1
