select organization_id as "organizationId", project_id as "projectId"
from project_keys where public_key = $1 and active
