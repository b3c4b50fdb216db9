delete from group_seens where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3
