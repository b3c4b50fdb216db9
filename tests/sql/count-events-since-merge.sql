select count(*)::integer as count
from (
  select distinct r.group_id, o.created_at
  from group_redirects r
  join bulk_operations o on o.organization_id = r.organization_id and o.id = r.operation_id
  where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null
) parent
join events e on e.organization_id = $1 and e.group_id = parent.group_id and e.received_at >= parent.created_at
