delete from bulk_operation_outcomes o
using (
  select organization_id, operation_id, ordinal from bulk_operation_outcomes
  where organization_id = $1 and operation_id = any($2::bigint[])
  order by organization_id, operation_id, ordinal limit $3
) old
where o.organization_id = old.organization_id and o.operation_id = old.operation_id and o.ordinal = old.ordinal
