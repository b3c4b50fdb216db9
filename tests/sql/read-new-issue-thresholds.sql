select id, new_issue_threshold as threshold
from projects
where organization_id = $1 and id = any($2::bigint[]) and new_issue_threshold_at > $3
