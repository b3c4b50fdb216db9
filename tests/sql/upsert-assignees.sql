insert into group_assignees (organization_id, group_id, project_id, user_id, team_id, date_added)
select $1, n.group_id, n.project_id, n.user_id, n.team_id, n.date_added
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[])
  n (group_id, project_id, user_id, team_id, date_added)
on conflict (organization_id, group_id)
do update set user_id = excluded.user_id, team_id = excluded.team_id, date_added = excluded.date_added
