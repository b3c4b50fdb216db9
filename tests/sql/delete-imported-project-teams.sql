delete from project_teams where organization_id = $1 and project_id = any($2::bigint[])
  and (project_id, team_id) not in (select * from unnest($3::bigint[], $4::bigint[]))
returning project_id as id
