with recorded as (
  update bulk_operation_pages
  set done = done + $4, changed = changed + $5, unchanged = unchanged + $6, not_found = not_found + $7,
    conflict = conflict + $8, invalid = invalid + $9, skipped = skipped + $10, updated_at = $11
  where organization_id = $1 and operation_id = $2 and page = $3
  returning organization_id, operation_id
)
select pg_notify('muster_operations', organization_id || ':' || operation_id) from recorded
