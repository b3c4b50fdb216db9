select distinct commit_id as id
from release_commits
where organization_id = $1 and commit_id = any($2::bigint[])
