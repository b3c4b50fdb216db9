select count(*)::integer as added
from graphile_worker.add_jobs(array(
  select row(job.name, job.payload, null, least(job.run_at, case when job.run_at <= $3 then now() end), null,
    job.key, job.priority, null)::graphile_worker.job_spec
  from json_to_recordset($1) as job (name text, key text, payload json, run_at timestamptz, priority smallint)
  order by job.key), $2)
