select pg_try_advisory_xact_lock(hashtextextended('freeze:' || $1::text || ':' || $2::text, 0)) as held
