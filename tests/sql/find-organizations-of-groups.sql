select distinct organization_id as "organizationId" from groups
where organization_id = any($1::bigint[]) and id = any($2::bigint[])
