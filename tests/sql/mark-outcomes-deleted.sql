update bulk_operations set outcomes_deleted_at = $3 where organization_id = $1 and id = any($2::bigint[])
