delete from idempotency_keys k
using (
  select organization_id, caller, mutation, key from idempotency_keys where expires_at <= $1
  order by organization_id, caller, mutation, key limit $2
  for update skip locked
) old
where k.organization_id = old.organization_id and k.caller = old.caller and k.mutation = old.mutation
  and k.key = old.key
