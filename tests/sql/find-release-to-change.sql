select r.id, r.status,
  array(select p.project_id::text from release_projects p
        where p.organization_id = $1 and p.release_id = r.id) as "projectIds"
from releases r
where r.organization_id = $1 and r.version = $2
