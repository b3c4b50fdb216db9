with chosen as materialized (
  select e.group_id, e.received_at, e.event_id
  from events e where e.organization_id = $1 and e.group_id = any($2::bigint[])
  limit $4
)
update events e set group_id = $3
from chosen
where e.organization_id = $1 and e.group_id = chosen.group_id and e.received_at = chosen.received_at
  and e.event_id = chosen.event_id
