select w.organization_id as "organizationId", w.id as "webhookId"
from webhooks w
cross join lateral (
  select d.next_attempt_at from webhook_deliveries d
  where d.organization_id = w.organization_id and d.webhook_id = w.id and d.state = 'PENDING'
  order by d.id limit 1
) head
where w.is_active and (w.held_until is null or w.held_until <= $1) and head.next_attempt_at <= $1
order by w.organization_id, w.id
