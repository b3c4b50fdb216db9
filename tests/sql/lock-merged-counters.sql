select 1 from group_counters where organization_id = $1 and group_id = any($2::bigint[])
order by group_id for update
