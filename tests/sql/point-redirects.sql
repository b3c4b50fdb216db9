update group_redirects
set group_id = $3, merged_at = case when previous_group_id = any($2::bigint[]) then $4 else merged_at end
where organization_id = $1 and (previous_group_id = any($2::bigint[]) or group_id = any($2::bigint[]))
