update groups set version = version + 1
where organization_id = $1 and id = any($2::bigint[]) and status = 'PENDING_MERGE'
