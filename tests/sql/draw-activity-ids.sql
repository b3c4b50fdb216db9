select string_agg(nextval('activities_id_seq')::text, ',') as ids
from generate_series(1, $1)
