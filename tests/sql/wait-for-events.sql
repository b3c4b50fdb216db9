select pg_advisory_xact_lock(project, event)
from (
  select distinct hashint8($1::bigint) as project, objid::bigint::bit(32)::integer as event
  from pg_locks
  where locktype = 'advisory' and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid::bigint::bit(32)::integer = hashint8($1::bigint)
  order by project, event
) as ordered
