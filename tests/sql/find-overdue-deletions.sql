select organization_id as "organizationId", operation_id as "operationId", project_id as "projectId",
  group_id as "groupId", due_at as "dueAt"
from group_deletions
where due_at < $1
  and ($2::timestamptz is null or (due_at, organization_id, group_id) > ($2, $3::bigint, $4::bigint))
order by due_at, organization_id, group_id
limit $5
