with doomed as materialized (
  select g.organization_id, g.id
  from groups g
  join group_deletions d on d.organization_id = g.organization_id and d.group_id = g.id
  where g.organization_id = $1 and g.id = any($2::bigint[]) and g.project_id = $3 and d.operation_id = $4
    and g.status in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
    and not exists (select from group_redirects r
      where r.organization_id = g.organization_id and r.group_id = g.id and r.merged_at is null)
    and not exists (select from bulk_operations o
      join bulk_operations undo on undo.organization_id = o.organization_id and undo.id = o.undone_by_id
      where o.organization_id = $1 and o.id = $4 and undo.state in ('PENDING', 'RUNNING'))
  order by g.id
  for no key update of g, d
)
update groups g set status = 'DELETION_IN_PROGRESS', version = g.version + 1, changed_at = $5
from doomed
where g.organization_id = doomed.organization_id and g.id = doomed.id
returning g.id
