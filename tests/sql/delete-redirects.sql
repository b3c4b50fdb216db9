delete from group_redirects
where organization_id = $1 and previous_group_id = any($2::bigint[]) and merged_at is null
