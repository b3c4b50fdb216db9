update groups g
set status = n.status, substatus = n.substatus, resolved_at = n.resolved_at, active_at = n.active_at,
  priority = n.priority, priority_locked_at = n.priority_locked_at, version = g.version + 1, changed_at = $2
from unnest($3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[],
  $9::timestamptz[]) n (id, status, substatus, resolved_at, active_at, priority, priority_locked_at)
where g.organization_id = $1 and g.id = n.id
