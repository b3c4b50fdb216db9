select id, uuid, event, operation_id as "operationId", actor_id as "actorId", group_ids as "issueIds", data,
  occurred_at as "occurredAt", attempts, next_attempt_at as "nextAttemptAt", expires_at as "expiresAt"
from webhook_deliveries
where organization_id = $1 and webhook_id = $2 and state = 'PENDING'
order by id limit 1
