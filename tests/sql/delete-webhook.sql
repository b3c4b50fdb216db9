delete from webhooks where organization_id = $1 and id = $2
