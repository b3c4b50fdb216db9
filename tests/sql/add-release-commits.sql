insert into release_commits (organization_id, release_id, commit_id)
select $1, $2, commit_id from unnest($3::bigint[]) as new (commit_id) order by commit_id
on conflict (organization_id, release_id, commit_id) do nothing
returning commit_id as id
