insert into bulk_operation_outcomes
  (organization_id, operation_id, ordinal, group_id, project_id, requested_id, status, code, changes, before)
select $1, $2, n.ordinal, n.group_id, n.project_id, n.requested_id, n.status, n.code,
  nullif(n.changes, '')::jsonb, nullif(n.before, '')::jsonb
from rows from (unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[]),
  string_to_table($8, E'\n'), string_to_table($9, E'\n'))
  with ordinality n (group_id, project_id, requested_id, status, code, changes, before, ordinal)
