delete from team_members where organization_id = $1 and user_id = $2 and team_id <> all($3::bigint[])
