select wanted.operation_id as "parentId", (select count(*)::integer from 
bulk_operation_outcomes o
join groups g on g.organization_id = o.organization_id and g.id = o.group_id and g.status <> all ($5::text[])
join unnest($3::bigint[], $4::bigint[]) as visible (organization_id, project_id)
  on visible.organization_id = g.organization_id and visible.project_id = g.project_id
where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
  and o.status <> 'NOT_FOUND' and o.code is distinct from 'OUTSIDE_SELECTION') as count
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
