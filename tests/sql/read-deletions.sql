select group_id, kind, tombstone_id as "tombstoneId"
from group_deletions where organization_id = $1 and group_id = any($2::bigint[])
