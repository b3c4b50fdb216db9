select coalesce(g.id, r.group_id) as id
from projects p
left join groups g on g.organization_id = p.organization_id and g.project_id = p.id and g.short_id = $4::bigint
left join group_redirects r on r.organization_id = p.organization_id and r.project_id = p.id
  and r.previous_short_id = $4::bigint and r.merged_at is not null
where p.organization_id = $1 and p.slug = $2 and p.id = any ($3::bigint[])
