insert into group_team_subscriptions
  (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
select $1, t.group_id, t.team_id, t.project_id, 'ASSIGNED', $6, $2
from unnest($3::bigint[], $4::bigint[], $5::bigint[]) t (group_id, project_id, team_id)
where t.team_id in (
  select team_id from team_members where organization_id = $1 and team_id = any($5::bigint[])
  group by team_id having count(*) > 100)
on conflict (organization_id, group_id, team_id) do nothing
