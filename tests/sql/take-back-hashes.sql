with saved as materialized (
  select group_id, (content ->> 'project_id')::bigint as project_id, content ->> 'hash' as hash,
    (content ->> 'date_added')::timestamptz as date_added
  from bulk_operation_removed_rows
  where organization_id = $1 and operation_id = $2 and relation = 'group_hashes'
    and group_id = any($3::bigint[])
), back as (
  insert into group_hashes as h (organization_id, project_id, hash, group_id, date_added)
  select $1, project_id, hash, group_id, date_added from saved order by project_id, hash
  on conflict (organization_id, project_id, hash)
  do update set group_id = excluded.group_id, tombstone_id = null, date_added = excluded.date_added
  where h.tombstone_id = any($4::bigint[])
  returning group_id, hash
)
-- A set operation, because a join would be a loop: nobody knows yet how many rows were just written.
select group_id as "groupId", hash
from (select group_id, hash from saved except select group_id, hash from back) as taken
order by group_id, hash
