select organization_id as "organizationId", operation_id as "operationId", project_id as "projectId",
  group_id as "groupId"
from group_deletions
where due_at < $1
order by due_at, organization_id, group_id
limit $2
