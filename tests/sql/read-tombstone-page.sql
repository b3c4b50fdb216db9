select organization_id as "organizationId", id, project_id as "projectId",
  previous_group_id as "previousGroupId", title, culprit, level, actor_id as "actorId",
  dropped_events::float8 as "droppedEvents", created_at as "createdAt"
from group_tombstones
where organization_id = $1 and project_id = $2 and ($3::bigint is null or id < $3)
order by id desc
limit $4
