insert into project_teams (organization_id, project_id, team_id)
select $1, project_id, team_id from unnest($2::bigint[], $3::bigint[]) as new (project_id, team_id)
on conflict do nothing
