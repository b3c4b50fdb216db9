select 'team' as type, t.id, t.name, null as email,
  array(select pt.project_id::text from project_teams pt
        where pt.organization_id = $1 and pt.team_id = t.id) as "projectIds",
  (select count(*)::int from team_members tm
   where tm.organization_id = $1 and tm.team_id = t.id) as "memberCount"
from teams t
where t.organization_id = $1 and t.id = $2::bigint
