with remembered as (
select group_id as child_id, (content->>'project_id')::bigint as project_id, content->>'hash' as hash,
  (content->>'date_added')::timestamptz as date_added
from bulk_operation_removed_rows
where organization_id = $1 and operation_id = $3 and relation = 'merged_hashes' and group_id = any($2::bigint[]))
select remembered.child_id as "childId", remembered.hash
from remembered
join group_hashes h on h.organization_id = $1 and h.project_id = remembered.project_id and h.hash = remembered.hash
  and h.group_id is distinct from remembered.child_id
order by remembered.child_id, remembered.hash
