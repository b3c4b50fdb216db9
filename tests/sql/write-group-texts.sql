insert into group_texts (organization_id, group_id, text)
select g.organization_id, g.id, concat_ws(E'\n', g.title, g.culprit, g.message)
from unnest($1::bigint[], $2::bigint[]) as named (organization_id, id)
join groups g on g.organization_id = named.organization_id and g.id = named.id
order by g.organization_id, g.id
on conflict (organization_id, group_id) do update set text = excluded.text
  where group_texts.text <> excluded.text
