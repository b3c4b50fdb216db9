update group_deletions d set due_at = $3
from bulk_operation_outcomes o
where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED'
  and d.organization_id = $1 and d.group_id = o.group_id and d.operation_id = $2
