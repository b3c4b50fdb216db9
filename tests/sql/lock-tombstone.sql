select tombstone.organization_id as "organizationId", tombstone.id
from group_tombstones tombstone
join unnest($1::bigint[], $2::bigint[]) as visible (organization_id, project_id)
  on visible.organization_id = tombstone.organization_id and visible.project_id = tombstone.project_id
where tombstone.id = $3
for update of tombstone
