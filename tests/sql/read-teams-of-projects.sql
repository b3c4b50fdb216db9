select wanted.project_id as "parentId", t.organization_id as "organizationId", t.id, t.slug, t.name
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
join project_teams l on l.organization_id = wanted.organization_id and l.project_id = wanted.project_id
join teams t on t.organization_id = l.organization_id and t.id = l.team_id
order by wanted.project_id, t.slug
