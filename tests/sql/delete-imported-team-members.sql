delete from team_members where organization_id = $1 and user_id = any($2::bigint[])
  and (user_id, team_id) not in (select * from unnest($3::bigint[], $4::bigint[]))
returning user_id as id
