insert into groups (organization_id, id, project_id, short_id, title, culprit, message, level, platform,
  status, substatus, priority, initial_priority, first_seen, active_at, changed_at, first_release_id)
select organization_id, id, project_id, short_id, title, culprit, message, level, platform,
  'UNRESOLVED', 'NEW', priority, priority, first_seen, first_seen, $12, first_release_id
from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::text[], $11::timestamptz[], $13::bigint[])
  as new (organization_id, id, project_id, short_id, title, culprit, message, level, platform, priority,
    first_seen, first_release_id)
