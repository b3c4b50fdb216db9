select organization_id as "parentId", count(*)::integer as count
from organization_members where organization_id = any ($1::bigint[]) group by organization_id
