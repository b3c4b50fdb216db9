insert into events (organization_id, project_id, group_id, event_id, received_at, timestamp, title, message,
  level, platform, environment, release, user_key, tags, payload)
select organization_id, project_id, group_id, event_id, received_at, timestamp, title, message,
  level, platform, environment, release, user_key, tags, payload
from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::timestamptz[], $6::timestamptz[],
  $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[],
  $15::json[])
  as new (organization_id, project_id, group_id, event_id, received_at, timestamp, title, message, level, platform,
    environment, release, user_key, tags, payload)
