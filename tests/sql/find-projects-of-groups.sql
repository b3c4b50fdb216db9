select id, project_id as "projectId" from groups where organization_id = $1 and id = any($2::bigint[])
