with buried as (
  update group_hashes h set group_id = null, tombstone_id = n.tombstone_id
  from unnest($3::bigint[], $4::bigint[]) n (group_id, tombstone_id)
  where h.organization_id = $1 and h.group_id = n.group_id
  returning n.group_id as former_group_id, h.project_id, h.hash, h.date_added
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, former_group_id, 'group_hashes',
  jsonb_build_object('project_id', project_id, 'hash', hash, 'date_added', date_added)
from buried
