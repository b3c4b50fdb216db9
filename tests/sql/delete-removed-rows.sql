delete from bulk_operation_removed_rows r
using (
  select organization_id, operation_id, group_id, id from bulk_operation_removed_rows
  where organization_id = $1 and operation_id = any($2::bigint[])
  order by organization_id, operation_id, group_id, id limit $3
) old
where r.organization_id = old.organization_id and r.operation_id = old.operation_id
  and r.group_id = old.group_id and r.id = old.id
