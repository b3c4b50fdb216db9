insert into bulk_operation_pages
  (organization_id, operation_id, page, group_ids, ordinals, first_ordinal, last_ordinal, size, updated_at)
select $1, $2, (n.position - 1) / 10000, array_agg(n.group_id order by n.position),
  case when max(n.ordinal) - min(n.ordinal) + 1 > count(*) then array_agg(n.ordinal order by n.position) end,
  min(n.ordinal), max(n.ordinal), count(*), $5
from unnest($3::bigint[], $4::integer[]) with ordinality n (group_id, ordinal, position)
group by (n.position - 1) / 10000
