insert into team_members (organization_id, user_id, team_id)
select $1, user_id, team_id from unnest($2::bigint[], $3::bigint[]) n (user_id, team_id)
on conflict do nothing returning user_id as id
