select previous_group_id as id from group_redirects
where organization_id = $1 and group_id = any($2::bigint[]) and merged_at is not null
