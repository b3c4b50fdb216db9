update activities a
set data = case jsonb_typeof(a.data) when 'object' then a.data else '{}' end
  || jsonb_build_object('version', n.version)
from unnest($2::bigint[], $3::bigint[], $4::text[]) n (group_id, id, version)
where a.organization_id = $1 and a.group_id = n.group_id and a.id = n.id
  and a.type = 'SET_RESOLVED_IN_RELEASE' and coalesce(a.data ->> 'version', '') = ''
