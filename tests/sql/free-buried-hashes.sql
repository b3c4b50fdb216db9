delete from group_hashes where organization_id = $1 and tombstone_id = any($2::bigint[])
