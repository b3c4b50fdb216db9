update group_open_periods p
set date_ended = case cardinality($4::timestamptz[]) when 0 then n.date_ended when 1 then ($4::timestamptz[])[1] else n.date_ended end,
  resolution_activity_id = case cardinality($5::bigint[]) when 0 then n.resolution_activity_id when 1 then ($5::bigint[])[1] else n.resolution_activity_id end,
  user_id = case cardinality($6::bigint[]) when 0 then n.user_id when 1 then ($6::bigint[])[1] else n.user_id end
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::bigint[])
  n (group_id, id, date_ended, resolution_activity_id, user_id)
where p.organization_id = $1 and p.group_id = n.group_id and p.id = n.id
