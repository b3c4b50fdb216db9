select r.previous_group_id as "childId", r.group_id as "targetId"
from group_redirects r
join group_counters c on c.organization_id = r.organization_id and c.group_id = r.previous_group_id
join groups g on g.organization_id = r.organization_id and g.id = r.group_id
  and g.status <> 'DELETION_IN_PROGRESS'
where r.organization_id = $1 and r.operation_id = $2 and r.merged_at is not null
order by r.group_id, r.previous_group_id
