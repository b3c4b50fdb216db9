select pg_advisory_xact_lock(hashtextextended('operation:' || $1::text || ':' || $2::text, 0))
