select id, status from groups where organization_id = $1 and id = any($2::bigint[])
order by id for no key update
