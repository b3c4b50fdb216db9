select organization_id as "organizationId", id from bulk_operations
where outcomes_deleted_at is null and created_at < $1 and state not in ('PENDING', 'RUNNING')
  and (undoable_until is null or undoable_until <= $2)
order by organization_id, created_at, id limit $3
for no key update skip locked
