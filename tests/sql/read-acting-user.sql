select id, name, email, self_assign_on_resolve as "selfAssignOnResolve",
  array(select team_id::text from team_members where organization_id = $1 and user_id = $2) as "teamIds"
from users where id = $2
