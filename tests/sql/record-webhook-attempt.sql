update webhook_deliveries set attempts = attempts + 1, state = $4::text, last_attempt_at = $5::timestamptz,
  next_attempt_at = $6, response_status = $7, response_body = $8, error = $9,
  finished_at = case when $4::text <> 'PENDING' then $5::timestamptz end
where organization_id = $1 and webhook_id = $2 and id = $3 and state = 'PENDING'
