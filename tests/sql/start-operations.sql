with room as (
  select greatest($3 - count(*), 0) as operations from bulk_operations where organization_id = $1 and state = 'RUNNING'
), next as (
  select id from bulk_operations
  where organization_id = $1 and state = 'PENDING'
  order by id limit (select operations from room)
  for no key update skip locked
), started as (
  update bulk_operations o set state = 'RUNNING', started_at = $2
  from next where o.organization_id = $1 and o.id = next.id
  returning o.organization_id, o.id
)
select id, pg_notify('muster_operations', organization_id || ':' || id) from started
