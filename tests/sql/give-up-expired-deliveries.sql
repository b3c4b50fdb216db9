update webhook_deliveries set state = 'DEAD', finished_at = $3, error = $4
where organization_id = $1 and webhook_id = $2 and state = 'PENDING' and expires_at <= $3 and next_attempt_at < expires_at
