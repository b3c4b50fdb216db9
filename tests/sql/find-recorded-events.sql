select sent.project_id || ':' || replace(sent.event_id::text, '-', '') as key
from unnest($1::bigint[], $2::bigint[], $3::uuid[]) as sent (organization_id, project_id, event_id)
cross join lateral (
  select from events event
  where event.organization_id = sent.organization_id and event.project_id = sent.project_id
    and event.event_id = sent.event_id and event.received_at >= $4
  limit 1
) as recorded
