select pg_advisory_xact_lock_shared(hashtextextended('operation:' || $1::text || ':' || $2::text, 0))
