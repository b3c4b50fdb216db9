delete from events_default event
using (
  select organization_id, group_id, received_at, event_id from events_default where received_at < $1 limit $2
) old
where event.organization_id = old.organization_id and event.group_id = old.group_id
  and event.received_at = old.received_at and event.event_id = old.event_id
