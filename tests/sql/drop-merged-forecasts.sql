with texts as (delete from group_texts where organization_id = $1 and group_id = any($2::bigint[]))
delete from group_forecasts where organization_id = $1 and group_id = any($2::bigint[])
