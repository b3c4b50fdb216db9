update groups g
set status = coalesce(o.before->>'status', 'UNRESOLVED'),
  substatus = case when o.before ? 'status' then o.before->>'substatus' else 'ONGOING' end,
  version = g.version + 1, changed_at = $3
from group_redirects r
left join bulk_operation_outcomes o on o.organization_id = r.organization_id and o.operation_id = r.operation_id
  and o.group_id = r.previous_group_id
where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null
  and g.organization_id = $1 and g.id = r.previous_group_id and g.status = 'PENDING_MERGE'
