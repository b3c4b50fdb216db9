select g.id
from projects p
join groups g on g.organization_id = p.organization_id and g.project_id = p.id and g.short_id = $4::bigint
where p.organization_id = $1 and p.slug = $2 and p.id = any ($3::bigint[])
