select group_id as "groupId", linked_id as "commitId"
from group_links
where organization_id = $1 and linked_type = 'COMMIT' and linked_id = any ($2::bigint[])
  and relationship = 'RESOLVES'
