delete from mail_digests where organization_id = $1 and id = $2 and attempts = $3
