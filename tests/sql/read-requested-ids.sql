select request -> 'ids' as ids from bulk_operations where organization_id = $1 and id = $2
