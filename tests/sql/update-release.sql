update releases set date_released = coalesce($3, date_released), status = coalesce($4, status)
where organization_id = $1 and id = $2
