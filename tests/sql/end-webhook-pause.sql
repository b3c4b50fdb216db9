update webhook_deliveries set next_attempt_at = $3
where organization_id = $1 and webhook_id = $2 and next_attempt_at > $3 and id = (
  select id from webhook_deliveries
  where organization_id = $1 and webhook_id = $2 and state = 'PENDING'
  order by id limit 1)
