select o.operation_id as "parentId", count(*)::integer as count
   from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
   join bulk_operation_outcomes o
     on o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
   where (o.project_id is null
or (o.organization_id, o.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))) and ($5::text[] is null or o.status = any ($5))
   group by o.operation_id
