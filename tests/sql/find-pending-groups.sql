select group_id as id
from group_resolutions
where organization_id = $1 and project_id = any ($2::bigint[]) and status = 'PENDING'
