insert into team_members (organization_id, team_id, user_id)
select $1, team_id, user_id from unnest($2::bigint[], $3::bigint[]) as new (team_id, user_id)
on conflict do nothing
