select o.id, coalesce(pg_column_size(o.input || '{}'), 0) as input, pg_column_size(o.selection || '{}') as selection
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join bulk_operations o on o.organization_id = wanted.organization_id and o.id = wanted.id
