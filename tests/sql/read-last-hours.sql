select wanted.organization_id as "organizationId", wanted.group_id as id, last.hour
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
cross join lateral (
  select h.hour from group_hourly_counts h
  where h.organization_id = wanted.organization_id and h.group_id = wanted.group_id
  order by h.hour desc
  limit 1
) last
