update bulk_operations set undone_by_id = null where organization_id = $1 and id = $2 and undone_by_id = $3
