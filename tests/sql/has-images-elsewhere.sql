select from bulk_operation_outcomes
where organization_id = $1 and operation_id = $2 and status = 'CHANGED' and before is not null
  and project_id <> all($3::bigint[])
limit 1
