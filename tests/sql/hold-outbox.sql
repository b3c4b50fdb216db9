select pg_advisory_xact_lock(hashtextextended('outbox:' || $1::text, 0))
