insert into release_projects (organization_id, project_id, release_id)
select organization_id, project_id, release_id
from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as new (organization_id, project_id, release_id)
order by organization_id, project_id, release_id
on conflict (organization_id, project_id, release_id) do nothing
returning organization_id as "organizationId", project_id as "projectId", release_id as "releaseId"
