with locked as materialized (
  select project.organization_id, project.id, demand.count
  from projects project
  join unnest($1::bigint[], $2::bigint[], $3::integer[]) as demand (organization_id, project_id, count)
    on demand.organization_id = project.organization_id and demand.project_id = project.id
  order by project.organization_id, project.id
  for no key update of project
)
update projects project set last_short_id = project.last_short_id + locked.count
from locked
where project.organization_id = locked.organization_id and project.id = locked.id
returning project.id as "projectId", project.last_short_id - locked.count as before
