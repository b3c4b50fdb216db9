select p.slug as "projectSlug", wanted.number, coalesce(g.id, r.group_id) as "groupId"
from unnest($2::text[], $3::bigint[]) as wanted (slug, number)
join projects p on p.organization_id = $1 and p.slug = wanted.slug and p.id = any ($4::bigint[])
left join groups g on g.organization_id = $1 and g.project_id = p.id and g.short_id = wanted.number
left join group_redirects r on r.organization_id = $1 and r.project_id = p.id
  and r.previous_short_id = wanted.number and r.merged_at is not null
where coalesce(g.id, r.group_id) is not null
