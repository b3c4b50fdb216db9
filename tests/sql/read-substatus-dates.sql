select g.id, max(h.date_added) as entered
from groups g
join group_histories h on h.organization_id = g.organization_id and h.group_id = g.id and h.status = g.substatus
where g.organization_id = $1 and g.id = any($2::bigint[])
group by g.id
