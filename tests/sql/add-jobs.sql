select count(*)::integer as added
from graphile_worker.add_jobs(array(
  select row(job.name, job.payload, null, job.run_at, null, job.key, null, null)::graphile_worker.job_spec
  from json_to_recordset($1) as job (name text, key text, payload json, run_at timestamptz)
  order by job.key))
