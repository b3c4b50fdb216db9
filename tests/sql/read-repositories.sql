with recursive named (name, position) as (
  (select min(c.repository), 1 from commits c where c.organization_id = $1)
  union all
  select (select min(c.repository) from commits c
          where c.organization_id = $1 and c.repository > named.name), named.position + 1
  from named
  where named.name is not null and named.position < $2
)
select first.id, named.name, first.date_added as "dateAdded"
from named
cross join lateral (
  select c.id, c.date_added from commits c
  where c.organization_id = $1 and c.repository = named.name
  order by c.id
  limit 1
) first
order by named.position
