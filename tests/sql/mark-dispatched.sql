update outbox_messages set dispatched_at = $3 where organization_id = $1 and id = any($2::bigint[])
