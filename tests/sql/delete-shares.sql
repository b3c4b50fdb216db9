delete from group_shares where organization_id = $1 and group_id = any($2::bigint[])
