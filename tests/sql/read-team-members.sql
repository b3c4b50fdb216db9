select wanted.team_id as "parentId", u.id, u.name, u.username, u.email
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, team_id)
join team_members l on l.organization_id = wanted.organization_id and l.team_id = wanted.team_id
join organization_members m
  on m.organization_id = l.organization_id and m.user_id = l.user_id and m.active
join users u on u.id = l.user_id
order by wanted.team_id, u.name, u.id
