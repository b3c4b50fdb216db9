select r.organization_id as "organizationId", r.group_id as id
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join group_redirects r
  on r.organization_id = wanted.organization_id and r.previous_group_id = wanted.id and r.merged_at is not null
