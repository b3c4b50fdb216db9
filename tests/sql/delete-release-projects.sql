delete from release_projects
where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[])
