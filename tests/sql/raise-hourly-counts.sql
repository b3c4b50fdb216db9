insert into group_hourly_counts (organization_id, group_id, hour, events)
select $1, group_id, hour, max(events)
from unnest($2::bigint[], $3::timestamptz[], $4::integer[]) n (group_id, hour, events)
group by group_id, hour order by group_id, hour
on conflict (organization_id, group_id, hour) do update set events = excluded.events
  where group_hourly_counts.events < excluded.events
returning group_id as id
