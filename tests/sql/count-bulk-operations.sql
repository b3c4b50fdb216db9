select count(*)::integer as count from bulk_operations where organization_id = $1
