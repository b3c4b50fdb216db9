select count(*)::integer as added
from graphile_worker.add_jobs(array(
  select row(job.name, job.payload, null, job.run_at, null, job.key, job.priority, null)::graphile_worker.job_spec
  from json_to_recordset($1) as job (name text, key text, payload json, run_at timestamptz, priority smallint)
  order by job.key), $2)
