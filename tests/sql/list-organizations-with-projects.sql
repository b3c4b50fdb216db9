select organization.id as "organizationId", organization.slug,
  coalesce(
    json_agg(json_build_array(project.id::text, project.slug, project.resolve_age) order by project.id)
      filter (where project.id is not null), '[]') as projects
from organizations organization
left join projects project on project.organization_id = organization.id
group by organization.id
order by organization.id
