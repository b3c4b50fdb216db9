update webhooks set previous_secret = secret, previous_secret_until = $4, secret = $3
where organization_id = $1 and id = $2
