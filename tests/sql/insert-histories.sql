insert into group_histories (organization_id, group_id, project_id, status, user_id, prev_history_date, date_added)
select $1, n.group_id, n.project_id, k.status, k.user_id,
  case when n.answers_line then $2::timestamptz when $8::timestamptz[] is not null then n.previous else
    (select max(h.date_added) from group_histories h
     where h.organization_id = $1 and h.group_id = n.group_id and h.status = any(k.inverse)) end,
  $2
from unnest($3::bigint[], $4::bigint[], $5::int[], $6::boolean[], $8::timestamptz[]) with ordinality
  n (group_id, project_id, kind, answers_line, previous, place)
join jsonb_to_recordset($7) k (number int, status text, user_id bigint, inverse text[]) on k.number = n.kind
order by n.place
