select id, project_id as "projectId" from groups
where organization_id = $1 and id = any($2::bigint[]) and project_id = any($3::bigint[])
  and status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
