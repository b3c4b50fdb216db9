select rp.project_id as "projectId", r.id, r.version, r.date_added as "dateAdded",
  r.date_released as "dateReleased"
from releases r
join release_projects rp on rp.organization_id = r.organization_id and rp.release_id = r.id
where r.organization_id = $1 and r.version = $3 and rp.project_id = any($2::bigint[])
