with remembered as (
select r.previous_group_id as child_id, r.group_id as target_id, (k.content->>'project_id')::bigint as project_id,
  k.content->>'hash' as hash, (k.content->>'date_added')::timestamptz as date_added
from group_redirects r
join bulk_operation_removed_rows k on k.organization_id = r.organization_id and k.operation_id = r.operation_id
  and k.group_id = r.previous_group_id and k.relation = 'merged_hashes'
where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null)
select remembered.child_id as "childId", remembered.hash
from remembered
join group_hashes h on h.organization_id = $1 and h.project_id = remembered.project_id and h.hash = remembered.hash
  and h.group_id is distinct from remembered.child_id
order by remembered.child_id, remembered.hash
