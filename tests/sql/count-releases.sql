select p.project_id as "parentId", count(*)::integer as count
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
join release_projects p on p.organization_id = wanted.organization_id and p.project_id = wanted.project_id
group by p.project_id
