select to_char(to_date(substr(child.relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') as day
from pg_inherits i join pg_class child on child.oid = i.inhrelid
where i.inhparent = 'events'::regclass and child.relname ~ '^events_[0-9]{8}$' and substr(child.relname, 8) < $1
order by day
