delete from group_links
where organization_id = $1 and group_id = any($2::bigint[]) and linked_type = 'COMMIT'
  and relationship = 'RESOLVES'
