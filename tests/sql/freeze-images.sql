with changed as (
  select group_id, ordinal, row_number() over (order by ordinal) as position
  from bulk_operation_outcomes
  where organization_id = $1 and operation_id = $3 and status = 'CHANGED' and before is not null
    and project_id = any($4::bigint[])
  order by ordinal limit $5
), inserted as (
  insert into bulk_operation_pages
    (organization_id, operation_id, page, group_ids, ordinals, first_ordinal, last_ordinal, size, updated_at)
  select $1, $2, (position - 1) / 10000, array_agg(group_id order by ordinal),
    case when max(ordinal) - min(ordinal) + 1 > count(*) then array_agg(ordinal order by ordinal) end,
    min(ordinal), max(ordinal), count(*), $6
  from changed group by (position - 1) / 10000
  returning size
)
select coalesce(sum(size), 0)::integer as size from inserted
