with locked as materialized (
  select tombstone.organization_id, tombstone.id, dropped.events
  from group_tombstones tombstone
  join unnest($1::bigint[], $2::bigint[], $3::integer[]) as dropped (organization_id, tombstone_id, events)
    on dropped.organization_id = tombstone.organization_id and dropped.tombstone_id = tombstone.id
  order by tombstone.organization_id, tombstone.id
  for no key update of tombstone
)
update group_tombstones tombstone
set dropped_events = tombstone.dropped_events + locked.events,
  last_dropped_at = greatest(tombstone.last_dropped_at, $4)
from locked
where tombstone.organization_id = locked.organization_id and tombstone.id = locked.id
