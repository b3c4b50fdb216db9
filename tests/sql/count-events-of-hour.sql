insert into group_hourly_counts (organization_id, group_id, hour, events)
select organization_id, group_id, hour, events
from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::integer[])
  as seen (organization_id, group_id, hour, events)
order by organization_id, group_id, hour
on conflict (organization_id, group_id, hour) do update
  set events = group_hourly_counts.events + excluded.events
