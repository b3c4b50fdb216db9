insert into group_redirects
  (organization_id, previous_group_id, group_id, project_id, previous_short_id, operation_id, due_at)
select $1, g.id, p.target_id, g.project_id, g.short_id, $2, $5
from unnest($3::bigint[], $4::bigint[]) p (child_id, target_id)
join groups g on g.organization_id = $1 and g.id = p.child_id
