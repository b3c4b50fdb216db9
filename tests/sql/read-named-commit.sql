select c.id, c.key, c.repository, n.project_id as "projectId", n.id as "releaseId", n.version,
  n.date_added as "dateAdded", n.date_released as "dateReleased"
from commits c
left join lateral (
  select distinct on (rp.project_id) rp.project_id, r.*
  from release_commits rc
  join releases r on r.organization_id = rc.organization_id and r.id = rc.release_id
  join release_projects rp on rp.organization_id = rc.organization_id and rp.release_id = rc.release_id
  where rc.organization_id = $1 and rc.commit_id = c.id and rp.project_id = any($4::bigint[])
  order by rp.project_id, coalesce(r.date_released, r.date_added) desc, r.id desc
) n on true
where c.organization_id = $1 and c.repository = $2 and c.key = $3
