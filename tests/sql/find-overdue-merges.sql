select distinct organization_id as "organizationId", operation_id as "operationId"
from group_redirects where merged_at is null and due_at <= $1 order by 1, 2
