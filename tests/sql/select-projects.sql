select distinct on (project.id) project.id, project.slug, key.public_key as "publicKey"
from projects project
join project_keys key on key.organization_id = project.organization_id and key.project_id = project.id
where project.organization_id = $1 and project.slug = any($2::text[]) and key.active
order by project.id, key.created_at, key.public_key
