select id, type, operation_id as "operationId", actor_id as "actorId", data, issues, created_at as "createdAt"
from (
  select id, type, operation_id, actor_id, data, created_at, cardinality(group_ids) as issues,
    sum(cardinality(group_ids)) over (order by id) - cardinality(group_ids) as before
  from outbox_messages where organization_id = $1 and dispatched_at is null
  order by id limit $2
) m
where before < $3
order by id
