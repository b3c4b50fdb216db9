update group_open_periods p
set date_ended = n.date_ended, resolution_activity_id = n.resolution_activity_id, user_id = n.user_id
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::bigint[])
  n (group_id, id, date_ended, resolution_activity_id, user_id)
where p.organization_id = $1 and p.group_id = n.group_id and p.id = n.id
