insert into group_deletions (organization_id, group_id, project_id, kind, tombstone_id, operation_id, due_at)
select $1, n.group_id, n.project_id, n.kind, n.tombstone_id, $2, $3
from unnest($4::bigint[], $5::bigint[], $6::text[], $7::bigint[]) n (group_id, project_id, kind, tombstone_id)
