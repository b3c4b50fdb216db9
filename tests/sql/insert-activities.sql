insert into activities (organization_id, group_id, id, project_id, type, ident, user_id, data, datetime, operation_id)
select $1, n.group_id, coalesce(n.id, nextval('activities_id_seq')), n.project_id, k.type,
  case when k.names_itself then n.id::text else k.ident end, k.user_id, k.data, $2, $3
from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::int[]) with ordinality
  n (group_id, id, project_id, kind, place)
join jsonb_to_recordset($8) k (number int, type text, user_id bigint, data jsonb, ident text, names_itself boolean)
  on k.number = n.kind
order by n.place
