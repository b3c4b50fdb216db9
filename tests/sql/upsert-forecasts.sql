insert into group_forecasts (organization_id, group_id, project_id, thresholds, date_added)
select $1, n.group_id, n.project_id, n.thresholds::bigint[], n.date_added
from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[])
  n (group_id, project_id, thresholds, date_added)
on conflict (organization_id, group_id)
do update set thresholds = excluded.thresholds, date_added = excluded.date_added
