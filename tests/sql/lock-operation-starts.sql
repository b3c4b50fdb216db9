select pg_advisory_xact_lock(hashtextextended('start-operations:' || $1::text, 0))
