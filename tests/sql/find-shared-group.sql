select organization_id as "organizationId", project_id as "projectId", group_id as id
from group_shares where uuid = $1
