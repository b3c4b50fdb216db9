select r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
r.date_released as "dateReleased"
     from releases r
     where r.organization_id = $1 and r.version = $2 and exists (
       select from release_projects p
       where p.organization_id = $1 and p.release_id = r.id and p.project_id = any ($3::bigint[]))
