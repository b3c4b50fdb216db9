insert into group_snoozes (organization_id, group_id, project_id, until, count, "window", user_count, user_window,
  times_seen_baseline, users_seen_baseline, actor_id, date_added)
select $1, n.*
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::int[],
  $9::bigint[], $10::int[], $11::bigint[], $12::timestamptz[]) n
on conflict (organization_id, group_id)
do update set until = excluded.until, count = excluded.count, "window" = excluded."window",
  user_count = excluded.user_count, user_window = excluded.user_window,
  times_seen_baseline = excluded.times_seen_baseline, users_seen_baseline = excluded.users_seen_baseline,
  actor_id = excluded.actor_id, date_added = excluded.date_added
