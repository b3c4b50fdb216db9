update bulk_operations
set changed = $3, unchanged = $4, not_found = $5, conflict = $6, invalid = $7, skipped = $8, applied = $9,
  frozen_at = $10
where organization_id = $1 and id = $2
