with gone as (
  delete from group_team_subscriptions where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_team_subscriptions
  (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
select distinct on (team_id) $1, $3::bigint, team_id, project_id, reason, date_added, operation_id
from gone order by team_id, date_added, group_id
on conflict (organization_id, group_id, team_id) do nothing
