select count(graphile_worker.remove_job(job.key))::integer as removed
from (select unnest($1::text[]) as key order by key) as job
