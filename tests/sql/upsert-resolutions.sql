insert into group_resolutions (organization_id, group_id, project_id, id, release_id, current_release_version,
  future_release_version, type, status, actor_id, date_added)
select $1, n.*
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
  $9::text[], $10::bigint[], $11::timestamptz[]) n
on conflict (organization_id, group_id)
do update set id = excluded.id, release_id = excluded.release_id,
  current_release_version = excluded.current_release_version,
  future_release_version = excluded.future_release_version, type = excluded.type, status = excluded.status,
  actor_id = excluded.actor_id, date_added = excluded.date_added
