select group_id as id from group_counters
where organization_id = $1 and group_id = any($2::bigint[])
order by group_id
for no key update skip locked
