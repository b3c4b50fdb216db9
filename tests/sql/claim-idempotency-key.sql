insert into idempotency_keys as k
  (organization_id, caller, mutation, key, arguments_hash, operation_id, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (organization_id, caller, mutation, key)
do update set arguments_hash = excluded.arguments_hash, operation_id = excluded.operation_id,
  created_at = excluded.created_at, expires_at = excluded.expires_at
where k.expires_at <= excluded.created_at
returning operation_id
