select string_agg(nextval('group_tombstones_id_seq')::text, ',') as ids
from generate_series(1, $1)
