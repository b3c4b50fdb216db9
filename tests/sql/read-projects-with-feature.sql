select id from projects where organization_id = $1 and id = any($2::bigint[]) and $3 = any(features)
