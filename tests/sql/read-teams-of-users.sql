select wanted.user_id as "parentId", t.organization_id as "organizationId", t.id, t.slug, t.name
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, user_id)
join team_members l on l.organization_id = wanted.organization_id and l.user_id = wanted.user_id
join teams t on t.organization_id = l.organization_id and t.id = l.team_id
order by wanted.user_id, t.slug
