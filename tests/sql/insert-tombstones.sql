insert into group_tombstones (organization_id, id, project_id, previous_group_id, title, culprit, message, level,
  platform, actor_id, created_at)
select g.organization_id, n.tombstone_id, g.project_id, g.id, g.title, g.culprit, g.message, g.level, g.platform,
  $2, $3
from unnest($4::bigint[], $5::bigint[]) n (group_id, tombstone_id)
join groups g on g.organization_id = $1 and g.id = n.group_id
