with changes as materialized (
  select number, changes::jsonb from string_to_table($9, E'\n') with ordinality c (changes, number)
)
insert into bulk_operation_outcomes
  (organization_id, operation_id, ordinal, group_id, project_id, requested_id, status, code, changes, before)
select $1, $2, coalesce(n.given_ordinal, n.ordinal), n.group_id, n.project_id, n.requested_id, n.status, n.code,
  c.changes, nullif(n.before, '')::jsonb
from rows from (unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[]),
  string_to_table($10, E'\n'), unnest($11::integer[]))
  with ordinality n (group_id, project_id, requested_id, status, code, changes, before, given_ordinal, ordinal)
left join changes c on c.number = n.changes
