select commit_id as id from release_commits where organization_id = $1 and release_id = $2
