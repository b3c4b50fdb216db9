delete from releases where organization_id = $1 and id = $2 and not exists (select from release_projects p where p.organization_id = $1 and p.release_id = $2)
