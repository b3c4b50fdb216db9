with chosen as materialized (
  select h.group_id, h.hour from group_hourly_counts h
  where h.organization_id = $1 and h.group_id = any($2::bigint[])
  limit $4
), gone as (
  delete from group_hourly_counts h using chosen
  where h.organization_id = $1 and h.group_id = chosen.group_id and h.hour = chosen.hour
  returning h.hour, h.events
), added as (
  insert into group_hourly_counts (organization_id, group_id, hour, events)
  select $1, $3::bigint, hour, sum(events) from gone group by hour order by hour
  on conflict (organization_id, group_id, hour) do update
    set events = group_hourly_counts.events + excluded.events
)
select count(*)::integer as moved from gone
