with ended as (
  update bulk_operations
  set state = $3, error = $4, finished_at = $5, undoable_until = $6, request = null
  where organization_id = $1 and id = $2
  returning organization_id, id
)
select pg_notify('muster_operations', organization_id || ':' || id) from ended
