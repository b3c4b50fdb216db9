select g.organization_id as "organizationId", g.id
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join groups g on g.organization_id = wanted.organization_id and g.id = wanted.id
where (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))
