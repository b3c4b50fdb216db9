insert into project_keys (organization_id, project_id, public_key)
select project.organization_id, project.id, new.public_key
from unnest($2::text[], $3::text[]) as new (slug, public_key)
join projects project on project.organization_id = $1 and project.slug = new.slug
where not exists (
  select from project_keys key
  where key.organization_id = $1 and key.project_id = project.id and key.active)
