select wanted.organization_id as "parentId", m.id, m.user_id as "userId", m.role, m.active
from unnest($1::bigint[]) as wanted (organization_id)
cross join lateral (
  select * from organization_members o
  where o.organization_id = wanted.organization_id and ($2::bigint is null or o.id > $2)
  order by o.id
  limit $3
) m
order by wanted.organization_id, m.id
