insert into webhook_deliveries (organization_id, webhook_id, uuid, event, actor_id, group_ids, data, occurred_at,
  created_at, state, attempts, next_attempt_at, expires_at, last_attempt_at, response_status, response_body, error,
  finished_at)
select organization_id, id, $3, $4, $5, '{}', '{}', $6, $6, $7, 1, $6, $6, $6, $8, $9, $10, $6
from webhooks where organization_id = $1 and id = $2
for key share
