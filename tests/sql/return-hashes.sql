with remembered as (
select r.previous_group_id as child_id, r.group_id as target_id, (k.content->>'project_id')::bigint as project_id,
  k.content->>'hash' as hash, (k.content->>'date_added')::timestamptz as date_added
from group_redirects r
join bulk_operation_removed_rows k on k.organization_id = r.organization_id and k.operation_id = r.operation_id
  and k.group_id = r.previous_group_id and k.relation = 'merged_hashes'
where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null)
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
