with moved as (
  update group_hashes h set group_id = p.target_id
  from unnest($3::bigint[], $4::bigint[]) p (child_id, target_id)
  join groups parent on parent.organization_id = $1 and parent.id = p.target_id
    and parent.status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
  where h.organization_id = $1 and h.group_id = p.child_id
  returning p.child_id, h.project_id, h.hash, h.date_added
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, child_id, 'merged_hashes',
  jsonb_build_object('project_id', project_id, 'hash', hash, 'date_added', date_added)
from moved
