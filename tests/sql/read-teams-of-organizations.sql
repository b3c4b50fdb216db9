select t.organization_id as "parentId", t.organization_id as "organizationId", t.id, t.slug, t.name
from teams t where t.organization_id = any ($1::bigint[]) order by t.organization_id, t.slug
