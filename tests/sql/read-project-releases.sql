select p.id as "projectId", n.role, n.id, n.version, n.date_added as "dateAdded", n.date_released as "dateReleased"
from unnest($2::bigint[]) p (id)
cross join lateral (
  (select 'newest' as role, r.* from release_projects rp
   join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
   where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN'
   order by coalesce(r.date_released, r.date_added) desc, r.id desc limit 1)
  union all
  (select 'greatest' as role, r.* from release_projects rp
   join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
   where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN' and r.semver_key is not null
   order by r.semver_key collate "C" desc, r.id desc limit 1)
  union all
  (select 'recent' as role, r.* from release_projects rp
   join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
   where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN'
   order by r.date_added desc, r.id desc limit $3)
) n
order by p.id, n.date_added desc, n.id desc
