select l.group_id as "groupId", l.linked_id as "commitId", c.key, c.repository, l.date_added as "dateAdded"
from group_links l
join commits c on c.organization_id = l.organization_id and c.id = l.linked_id
where l.organization_id = $1 and l.group_id = any($2::bigint[]) and l.linked_type = 'COMMIT'
  and l.relationship = 'RESOLVES'
order by l.group_id, l.date_added, l.linked_id
