update webhook_deliveries set state = 'PENDING', finished_at = null, next_attempt_at = $4::timestamptz,
  expires_at = least(expires_at, $4::timestamptz)
where organization_id = $1 and webhook_id = $2 and uuid = $3 and state <> 'PENDING'
