select previous_group_id as "childId", group_id as "targetId"
from group_redirects
where organization_id = $1 and operation_id = $2 and merged_at is null and due_at <= $3
order by group_id, previous_group_id limit $4
