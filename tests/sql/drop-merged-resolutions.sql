with periods as (delete from group_open_periods where organization_id = $1 and group_id = any($2::bigint[]))
delete from group_resolutions where organization_id = $1 and group_id = any($2::bigint[])
