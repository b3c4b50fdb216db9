insert into group_open_periods (organization_id, group_id, project_id, date_started, date_ended)
select $1, group_id, project_id, date_started, date_ended
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
  n (group_id, project_id, date_started, date_ended)
