insert into activities (organization_id, group_id, project_id, type, user_id, data, datetime)
select $1, n.group_id, n.project_id, 'NOTE', n.user_id, jsonb_build_object('text', n.text), coalesce(n.at, $7)
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[]) with ordinality
  n (group_id, project_id, user_id, text, at, place)
where not exists (
  select from activities a
  where a.organization_id = $1 and a.group_id = n.group_id and a.type = 'NOTE' and a.user_id = n.user_id
    and a.data ->> 'text' = n.text and a.datetime = coalesce(n.at, a.datetime))
order by n.at nulls last, n.place
returning group_id as id
