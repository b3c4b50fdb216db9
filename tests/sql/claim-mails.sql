update mails m
set attempts = m.attempts + 1, next_attempt_at = $2
from (
  select organization_id, id from mails
  where state = 'PENDING' and next_attempt_at <= $1 and organization_id = (
    select organization_id from mails where state = 'PENDING' and next_attempt_at <= $1
    order by next_attempt_at, organization_id limit 1)
  order by next_attempt_at, id limit $3
  for update skip locked
) due
where m.organization_id = due.organization_id and m.id = due.id
returning m.organization_id as "organizationId", m.id, m.user_id as "userId", m.operation_id as "operationId",
  m.actor_id as "actorId", m.content, m.attempts
