select ordinal, group_id as "groupId", before from bulk_operation_outcomes
where organization_id = $1 and operation_id = $2 and status = 'CHANGED' and before is not null
  and project_id = any($3::bigint[]) and ordinal > $5
order by ordinal
limit $4
