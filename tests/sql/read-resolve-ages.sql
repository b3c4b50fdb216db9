select id, resolve_age as hours from projects
where organization_id = $1 and id = any($2::bigint[]) and resolve_age is not null
