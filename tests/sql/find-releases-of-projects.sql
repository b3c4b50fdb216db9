select r.organization_id as "organizationId", wanted.project_id as "projectId", r.version, r.id as "releaseId",
  p.release_id is not null as "isLinked"
from unnest($1::bigint[], $2::bigint[], $3::text[]) as wanted (organization_id, project_id, version)
join releases r on r.organization_id = wanted.organization_id and r.version = wanted.version
left join release_projects p on p.organization_id = r.organization_id and p.project_id = wanted.project_id
  and p.release_id = r.id
