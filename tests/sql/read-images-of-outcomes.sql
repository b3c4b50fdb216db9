select ordinal, group_id as "groupId", before from bulk_operation_outcomes
where organization_id = $1 and operation_id = $2 and ordinal = any($3::integer[])
  and ordinal between $4 and $5 and status = 'CHANGED' and before is not null
order by ordinal
