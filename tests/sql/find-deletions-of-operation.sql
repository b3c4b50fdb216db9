select o.organization_id as "organizationId", o.operation_id as "operationId", d.project_id as "projectId",
  d.group_id as "groupId", o.ordinal
from bulk_operation_outcomes o
join group_deletions d on d.organization_id = o.organization_id and d.group_id = o.group_id
  and d.operation_id = o.operation_id
where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED' and o.ordinal > $3
  and exists (select from bulk_operations b where b.organization_id = $1 and b.id = $2 and b.undoable_until <= $5)
order by o.ordinal limit $4
