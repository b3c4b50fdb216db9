delete from events event
using (
  select organization_id, group_id, received_at, event_id from events
  where organization_id = $1 and group_id = any($2::bigint[])
  order by organization_id, group_id, received_at, event_id
  limit $3
) as page
where event.organization_id = page.organization_id and event.group_id = page.group_id
  and event.received_at = page.received_at and event.event_id = page.event_id
