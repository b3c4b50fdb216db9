select outcome.operation_id as "parentId", outcome.ordinal,
     coalesce(outcome.group_id::text, outcome.requested_id) as "issueId", outcome.status, outcome.code,
     coalesce(outcome.changes, '[]') as changes
   from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
   cross join lateral (
     select * from bulk_operation_outcomes o
     where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
       and (o.project_id is null
or (o.organization_id, o.project_id) in (select * from unnest($3::bigint[], $4::bigint[])))
       and ($5::text[] is null or o.status = any ($5)) and ($6::bigint is null or o.ordinal > $6)
     order by o.ordinal
     limit $7
   ) outcome
   order by outcome.operation_id, outcome.ordinal
