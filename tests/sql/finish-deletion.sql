with gone as (
  delete from groups
  where organization_id = $1 and id = any($2::bigint[]) and status = 'DELETION_IN_PROGRESS'
  returning id
)
delete from group_deletions where organization_id = $1 and group_id in (select id from gone)
