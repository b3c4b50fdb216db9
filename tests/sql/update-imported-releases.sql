update releases r
set date_added = coalesce(n.date_added, r.date_added), date_released = coalesce(n.date_released, r.date_released),
  status = coalesce(n.status, r.status)
from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[])
  n (id, date_added, date_released, status)
where r.organization_id = $1 and r.id = n.id
  and (coalesce(n.date_added, r.date_added), coalesce(n.date_released, r.date_released),
    coalesce(n.status, r.status)) is distinct from (r.date_added, r.date_released, r.status)
returning r.id
