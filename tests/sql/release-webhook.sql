update webhooks set holder = null, held_until = null
where organization_id = $1 and id = $2 and holder = $3
