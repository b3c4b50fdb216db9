select coalesce(max(later), 0)::float8 as spent, max(started_at) filter (where later > $5) as "fullSince"
     from (
       select o.started_at, sum(o.changed + o.unchanged + o.not_found + o.conflict + o.invalid + o.skipped + o.pending
+ case when o.frozen_at is null then 0 else (
  select coalesce(sum(p.size), 0) from bulk_operation_pages p
  where p.organization_id = o.organization_id and p.operation_id = o.id) end) over (order by o.started_at desc, o.id desc) as later
       from bulk_operations o where o.organization_id = any($1::bigint[]) and o.started_at > $4
and (o.actor_id = $2 or (o.actor_id is null and o.token_id = $3))
     ) operations
