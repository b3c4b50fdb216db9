select group_id, case when user_id is null then 'team' else 'user' end as type,
  coalesce(user_id, team_id) as id, date_added as "dateAdded"
from group_assignees where organization_id = $1 and group_id = any($2::bigint[])
