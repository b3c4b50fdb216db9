delete from project_teams where organization_id = $1 and project_id = $2 and team_id <> all($3::bigint[])
