with claimed as (
  select * from bulk_operation_pages
  where organization_id = $1 and operation_id = $2 and done < size
  order by page limit 1
  for no key update skip locked
)
select page, first_ordinal + done as "firstOrdinal",
  array_to_string(group_ids[done + 1 : done + $3], ',') as "groupIds",
  array_to_string(ordinals[done + 1 : done + $3], ',') as ordinals
from claimed
