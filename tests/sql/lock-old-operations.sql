select organization_id as "organizationId", id from bulk_operations o
where outcomes_deleted_at is null and created_at < $1 and state not in ('PENDING', 'RUNNING')
  and (undoable_until is null or undoable_until <= $2)
  and not exists (select from bulk_operations undo where undo.organization_id = o.organization_id
    and undo.id = o.undone_by_id and undo.state in ('PENDING', 'RUNNING'))
order by organization_id, created_at, id limit $3
for no key update skip locked
