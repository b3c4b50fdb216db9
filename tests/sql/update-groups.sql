update groups g
set status = case cardinality($4::text[]) when 0 then g.status when 1 then ($4::text[])[1] else n.status end,
  substatus = case cardinality($5::text[]) when 0 then g.substatus when 1 then ($5::text[])[1] else n.substatus end,
  resolved_at = case cardinality($6::timestamptz[]) when 0 then g.resolved_at when 1 then ($6::timestamptz[])[1] else n.resolved_at end,
  active_at = case cardinality($7::timestamptz[]) when 0 then g.active_at when 1 then ($7::timestamptz[])[1] else n.active_at end,
  priority = case cardinality($8::text[]) when 0 then g.priority when 1 then ($8::text[])[1] else n.priority end,
  priority_locked_at = case cardinality($9::timestamptz[]) when 0 then g.priority_locked_at when 1 then ($9::timestamptz[])[1] else n.priority_locked_at end,
  version = g.version + 1, changed_at = $2
from unnest($3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[],
  $9::timestamptz[]) n (id, status, substatus, resolved_at, active_at, priority, priority_locked_at)
where g.organization_id = $1 and g.id = n.id
