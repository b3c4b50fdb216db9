delete from deploys where organization_id = $1 and release_id = $2 and not exists (select from release_projects p where p.organization_id = $1 and p.release_id = $2)
