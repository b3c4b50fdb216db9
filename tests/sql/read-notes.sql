select a.id, a.data ->> 'text' as text
from unnest($2::bigint[], $3::bigint[]) as n (group_id, id)
join activities a on a.organization_id = $1 and a.group_id = n.group_id and a.id = n.id and a.type = 'NOTE'
