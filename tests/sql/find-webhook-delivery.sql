select organization_id as "organizationId", webhook_id as "webhookId", id, uuid, event,
operation_id as "operationId", cardinality(group_ids) as "issueCount", occurred_at as "occurredAt",
created_at as "createdAt", state, attempts, next_attempt_at as "nextAttemptAt", last_attempt_at as "lastAttemptAt",
response_status as "responseStatus", response_body as "responseBody", error, finished_at as "finishedAt" from webhook_deliveries where organization_id = any($1::bigint[]) and uuid = $2
