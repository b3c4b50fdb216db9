insert into release_commits (organization_id, release_id, commit_id)
select $1, release_id, commit_id from unnest($2::bigint[], $3::bigint[]) as new (release_id, commit_id)
order by release_id, commit_id
on conflict (organization_id, release_id, commit_id) do nothing
returning release_id as "releaseId", commit_id as "commitId"
