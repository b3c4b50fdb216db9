with remembered as (
select group_id as child_id, (content->>'project_id')::bigint as project_id, content->>'hash' as hash,
  (content->>'date_added')::timestamptz as date_added
from bulk_operation_removed_rows
where organization_id = $1 and operation_id = $3 and relation = 'merged_hashes' and group_id = any($2::bigint[]))
insert into group_hashes as h (organization_id, project_id, hash, group_id, date_added)
select $1, project_id, hash, child_id, date_added from remembered
order by project_id, hash
on conflict (organization_id, project_id, hash) do update set group_id = excluded.group_id, tombstone_id = null
where exists (
  with recursive way (id) as (
    select r.group_id from group_redirects r
    where r.organization_id = excluded.organization_id and r.previous_group_id = excluded.group_id
    union
    select (select r.group_id from group_redirects r where r.organization_id = excluded.organization_id
      and r.previous_group_id = way.id and r.merged_at is null)
    from way
  )
  select from way
  where h.group_id = way.id or h.tombstone_id = (select d.tombstone_id from group_deletions d
    where d.organization_id = excluded.organization_id and d.group_id = way.id)
)
