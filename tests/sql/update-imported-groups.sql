update groups g
set category = n.category, title = n.title, culprit = n.culprit, message = n.message, level = n.level,
  platform = n.platform, status = n.status, substatus = n.substatus, priority = n.priority,
  priority_locked_at = n."priorityLockedAt", first_seen = n."firstSeen", active_at = n."activeAt",
  resolved_at = n."resolvedAt", version = g.version + 1, changed_at = n."changedAt",
  first_release_id = n."firstReleaseId"
from jsonb_to_recordset($2::jsonb) n (id bigint, category text, title text, culprit text, message text, level text,
  platform text, status text, substatus text, priority text, "priorityLockedAt" timestamptz,
  "firstSeen" timestamptz, "activeAt" timestamptz, "resolvedAt" timestamptz, "changedAt" timestamptz,
  "firstReleaseId" bigint)
where g.organization_id = $1 and g.id = n.id
