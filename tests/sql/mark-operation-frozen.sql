update bulk_operations
set frozen_at = $3, not_found = not_found + $4, skipped = skipped + $5,
  request = request - 'ids' || jsonb_build_object('facts', $6::jsonb)
where organization_id = $1 and id = $2 and state = 'RUNNING' and frozen_at is null
