select public_key as "publicKey", organization_id as "organizationId", project_id as "projectId"
from project_keys where public_key = any($1::text[]) and active
