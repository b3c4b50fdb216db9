select t.organization_id as "organizationId", t.id, t.slug, t.name
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join teams t on t.organization_id = wanted.organization_id and t.id = wanted.id
