select organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId",
  tombstone_id as "tombstoneId"
from group_hashes
join unnest($1::bigint[], $2::bigint[], $3::text[]) as sent (organization_id, project_id, hash)
  using (organization_id, project_id, hash)
