select distinct on (group_id) group_id, id, date_started as "dateStarted", date_ended as "dateEnded",
  resolution_activity_id as "resolutionActivityId", user_id as "userId"
from group_open_periods
where organization_id = $1 and group_id = any($2::bigint[])
order by group_id, id desc
