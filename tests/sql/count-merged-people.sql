with left_over as (
  select * from unnest($2::bigint[], $3::integer[]) as child (group_id, people)
  union all select $4::bigint, -$5::integer
), baseline as (
  update group_snoozes set users_seen_baseline = coalesce(users_seen_baseline, 0) + $5
  where organization_id = $1 and group_id = $4 and user_count is not null
)
update group_counters c set users_seen = c.users_seen - left_over.people
from left_over
where c.organization_id = $1 and c.group_id = left_over.group_id
