select distinct on (rc.commit_id, rp.project_id) rc.commit_id as "commitId", rp.project_id as "projectId",
  r.id, r.version, r.date_added as "dateAdded", r.date_released as "dateReleased"
from release_commits rc
join releases r on r.organization_id = $1 and r.id = rc.release_id
join release_projects rp on rp.organization_id = $1 and rp.release_id = r.id
where rc.organization_id = $1 and rc.commit_id = any ($2::bigint[])
order by rc.commit_id, rp.project_id, coalesce(r.date_released, r.date_added) desc, r.id desc
