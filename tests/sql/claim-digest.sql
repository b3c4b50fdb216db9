update mail_digests d
set attempts = d.attempts + 1, next_attempt_at = $2
from (
  select organization_id, id from mail_digests
  where next_attempt_at <= $1 and attempts < 10
  order by next_attempt_at, organization_id, id limit 1
  for update skip locked
) due
where d.organization_id = due.organization_id and d.id = due.id
returning d.organization_id as "organizationId", d.id, d.operation_id as "operationId", d.actor_id as "actorId",
  d.message_ids as "messageIds", d.attempts
