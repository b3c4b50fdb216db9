update releases set date_released = $3
where organization_id = $1 and id = $2 and date_released is null
