select p.slug as "projectSlug", g.short_id as number, g.id as "groupId"
from unnest($2::text[], $3::bigint[]) as wanted (slug, number)
join projects p on p.organization_id = $1 and p.slug = wanted.slug and p.id = any ($4::bigint[])
join groups g on g.organization_id = $1 and g.project_id = p.id and g.short_id = wanted.number
