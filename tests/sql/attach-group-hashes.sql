insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
select organization_id, project_id, hash, group_id, $5
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[]) n (organization_id, project_id, hash, group_id)
order by organization_id, project_id, hash
on conflict (organization_id, project_id, hash) do nothing
returning organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId"
