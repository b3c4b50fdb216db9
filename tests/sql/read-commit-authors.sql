select u.id, u.name, u.email, u.self_assign_on_resolve as "selfAssignOnResolve",
  array(select m.team_id::text from team_members m
        where m.organization_id = $1 and m.user_id = u.id) as "teamIds",
  array(select p.id::text from projects p
        where p.organization_id = $1
          and (o.open_membership or exists (
            select from project_teams pt
            join team_members tm on tm.organization_id = pt.organization_id and tm.team_id = pt.team_id
            where pt.organization_id = $1 and pt.project_id = p.id and tm.user_id = u.id))) as "projectIds"
from users u
join organization_members m on m.organization_id = $1 and m.user_id = u.id and m.active
join organizations o on o.id = $1
where u.email = any ($2::text[])
