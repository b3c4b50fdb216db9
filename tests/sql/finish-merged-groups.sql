with gone as (
  delete from groups where organization_id = $1 and id = any($2::bigint[])
  returning first_seen, first_release_id
), oldest as (
  select first_seen, first_release_id from gone order by first_seen limit 1
)
update groups g
set first_seen = least(g.first_seen, oldest.first_seen),
  first_release_id = case when oldest.first_seen < g.first_seen
    then coalesce(oldest.first_release_id, g.first_release_id)
    else coalesce(g.first_release_id, oldest.first_release_id) end,
  version = g.version + 1, changed_at = $4
from oldest
where g.organization_id = $1 and g.id = $3
