with gone as (
  delete from group_counters where organization_id = $1 and group_id = any($2::bigint[])
  returning project_id, times_seen, users_seen, last_seen
), total as (
  select min(project_id) as project_id, sum(times_seen)::bigint as times,
    sum(greatest(users_seen, 0))::integer as people, max(last_seen) as last_seen
  from gone having count(*) > 0
), baseline as (
  update group_snoozes s
  set times_seen_baseline = case when s.count is null then s.times_seen_baseline
      else coalesce(s.times_seen_baseline, 0) + total.times end,
    users_seen_baseline = case when s.user_count is null then s.users_seen_baseline
      else coalesce(s.users_seen_baseline, 0) + total.people end
  from total where s.organization_id = $1 and s.group_id = $3
)
insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
select $1, $3::bigint, project_id, times, people, last_seen from total
on conflict (organization_id, group_id) do update
  set times_seen = group_counters.times_seen + excluded.times_seen,
    users_seen = group_counters.users_seen + excluded.users_seen,
    last_seen = greatest(group_counters.last_seen, excluded.last_seen)
