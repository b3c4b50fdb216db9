select pg_advisory_xact_lock(project, event)
from (
  select distinct hashint8(project_id) as project, uuid_hash(event_id) as event
  from unnest($1::bigint[], $2::uuid[]) as sent (project_id, event_id)
  order by project, event
) as ordered
