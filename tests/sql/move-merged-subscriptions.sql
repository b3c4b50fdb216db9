with gone as (
  delete from group_subscriptions where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_subscriptions
  (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
select distinct on (user_id) $1, $3::bigint, user_id, project_id, is_active, reason, date_added, operation_id
from gone order by user_id, is_active desc, date_added, group_id
on conflict (organization_id, group_id, user_id) do nothing
