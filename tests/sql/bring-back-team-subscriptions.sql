insert into group_team_subscriptions
  (organization_id, group_id, team_id, project_id, reason, date_added, operation_id)
select $1, r.group_id, s.team_id, s.project_id, s.reason, s.date_added, s.operation_id
from bulk_operation_removed_rows r
cross join lateral jsonb_populate_record(null::group_team_subscriptions, r.content) s
where r.organization_id = $1 and r.operation_id = $2 and r.relation = 'group_team_subscriptions'
  and r.group_id = any($3::bigint[])
order by r.group_id, s.team_id
on conflict (organization_id, group_id, team_id) do nothing
