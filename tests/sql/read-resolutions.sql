select n.group_id as "groupId", n.project_id as "projectId", n.id, n.release_id as "releaseId", r.version as "releaseVersion",
  n.current_release_version as "currentReleaseVersion", n.future_release_version as "futureReleaseVersion",
  n.type, n.status, n.actor_id as "actorId", n.date_added as "dateAdded"
from group_resolutions n
left join releases r on r.organization_id = n.organization_id and r.id = n.release_id
where n.organization_id = $1 and n.group_id = any($2::bigint[])
