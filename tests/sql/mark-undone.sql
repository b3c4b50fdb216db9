update bulk_operations set undone_by_id = $3 where organization_id = $1 and id = $2
