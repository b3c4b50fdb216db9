insert into group_assignees (organization_id, group_id, project_id, user_id, team_id, date_added)
select $1, n.group_id, n.project_id, case cardinality($4::bigint[]) when 0 then n.user_id when 1 then ($4::bigint[])[1] else n.user_id end,
  case cardinality($5::bigint[]) when 0 then n.team_id when 1 then ($5::bigint[])[1] else n.team_id end, case cardinality($6::timestamptz[]) when 0 then n.date_added when 1 then ($6::timestamptz[])[1] else n.date_added end
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[])
  n (group_id, project_id, user_id, team_id, date_added)
on conflict (organization_id, group_id)
do update set user_id = excluded.user_id, team_id = excluded.team_id, date_added = excluded.date_added
