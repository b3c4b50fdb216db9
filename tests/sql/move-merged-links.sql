with gone as (
  delete from group_links where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_links (organization_id, group_id, linked_type, linked_id, project_id, relationship, date_added)
select distinct on (linked_type, linked_id) $1, $3::bigint, linked_type, linked_id, project_id, relationship, date_added
from gone order by linked_type, linked_id, date_added, group_id
on conflict (organization_id, group_id, linked_type, linked_id) do nothing
