with taken as (
  select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) t (group_id, project_id, user_id, team_id)
), small as (
  select team_id from team_members where organization_id = $1 and team_id = any($7::bigint[])
  group by team_id having count(*) <= 100
), subscriber as (
  select group_id, project_id, user_id from taken where user_id is not null
  union all
  select t.group_id, t.project_id, m.user_id
  from taken t
  join small s on s.team_id = t.team_id
  join team_members m on m.organization_id = $1 and m.team_id = t.team_id
  join organization_members o on o.organization_id = $1 and o.user_id = m.user_id and o.active
)
insert into group_subscriptions
  (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
select $1, group_id, user_id, project_id, true, 'ASSIGNED', $8, $2
from subscriber where user_id is distinct from $3
on conflict (organization_id, group_id, user_id) do nothing
