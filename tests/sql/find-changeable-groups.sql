select g.id
from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $5::bigint[])
  v (organization_id, group_id, quiet_since, times_seen)
join groups g on g.organization_id = v.organization_id and g.id = v.group_id
join projects p on p.organization_id = g.organization_id and p.id = g.project_id
where g.status = 'RESOLVED' or g.status = 'IGNORED' and g.substatus is distinct from 'ARCHIVED_FOREVER'
  or g.status = 'UNRESOLVED' and (g.substatus = 'NEW' and v.times_seen >= 10 or (greatest(v.quiet_since, g.active_at) <= $4::timestamptz - make_interval(hours => p.resolve_age)
and v.quiet_since is not null))
