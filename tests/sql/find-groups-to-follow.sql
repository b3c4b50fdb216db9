select g.organization_id as "organizationId", g.id as "groupId", g.status,
  g.substatus is not distinct from 'NEW' and (p.new_issue_threshold_at is null
or p.new_issue_threshold_at <= $4::timestamptz - interval '24 hours') as "needsThreshold",
  (greatest(v.quiet_since, g.active_at) <= $4::timestamptz - make_interval(hours => p.resolve_age)
and v.quiet_since is not null) is true as "wasOverAge"
from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) v (organization_id, group_id, quiet_since)
join groups g on g.organization_id = v.organization_id and g.id = v.group_id
join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
join projects p on p.organization_id = g.organization_id and p.id = g.project_id
left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id
left join group_forecasts f on f.organization_id = g.organization_id and f.group_id = g.id
left join group_hourly_counts h on h.organization_id = g.organization_id and h.group_id = g.id
  and h.hour = date_trunc('hour', $4::timestamptz)
where case g.status
  when 'RESOLVED' then true
  when 'IGNORED' then (g.substatus = 'ARCHIVED_UNTIL_ESCALATING' and g.first_seen <= $4::timestamptz - interval '1 day'
and h.events > coalesce(f.thresholds[least(cardinality(f.thresholds),
  greatest(0, floor(extract(epoch from $4::timestamptz - f.date_added) / 86400)::integer) + 1)], 10)) or (s.until <= $4::timestamptz
or s."window" is null and c.times_seen - coalesce(s.times_seen_baseline, 0) >= s.count
or s.user_window is null and c.users_seen - coalesce(s.users_seen_baseline, 0) >= s.user_count
or s."window" is not null and s.count <= (
  select sum(w.events) from group_hourly_counts w
  where w.organization_id = g.organization_id and w.group_id = g.id
    and w.hour >= date_trunc('hour', $4::timestamptz - make_interval(mins => s."window")))
or s.user_window is not null and s.user_count <= c.users_seen and s.user_count <= (
  select sum(w.events) from group_hourly_counts w
  where w.organization_id = g.organization_id and w.group_id = g.id
    and w.hour >= date_trunc('hour', $4::timestamptz - make_interval(mins => s.user_window))))
  when 'UNRESOLVED' then (g.substatus = 'NEW' and g.category = 'ERROR' and c.times_seen >= 10
and g.first_seen > $4::timestamptz - interval '1 day'
and ((p.new_issue_threshold_at is null
or p.new_issue_threshold_at <= $4::timestamptz - interval '24 hours') or p.new_issue_threshold > 0 and p.new_issue_threshold
  < c.times_seen / greatest(1, extract(epoch from $4::timestamptz - g.first_seen) / 3600))) or (greatest(v.quiet_since, g.active_at) <= $4::timestamptz - make_interval(hours => p.resolve_age)
and v.quiet_since is not null)
  else false end
order by g.organization_id, g.id
