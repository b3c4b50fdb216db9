select group_id as "groupId", status, max(date_added) as "dateAdded"
from group_histories
where organization_id = $1 and group_id = any($2::bigint[])
group by group_id, status
