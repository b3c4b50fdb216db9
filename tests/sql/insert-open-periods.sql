insert into group_open_periods (organization_id, group_id, project_id, date_started)
select $1, n.group_id, n.project_id, n.date_started
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) n (group_id, project_id, date_started)
