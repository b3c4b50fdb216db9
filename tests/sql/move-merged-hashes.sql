update group_hashes set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])
