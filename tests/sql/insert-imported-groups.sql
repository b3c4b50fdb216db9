insert into groups (organization_id, id, project_id, short_id, category, title, culprit, message, level, platform,
  status, substatus, priority, initial_priority, priority_locked_at, first_seen, active_at, resolved_at, changed_at,
  first_release_id)
select $1, id, "projectId", "shortId", category, title, culprit, message, level, platform,
  status, substatus, priority, "initialPriority", "priorityLockedAt", "firstSeen", "activeAt", "resolvedAt",
  "changedAt", "firstReleaseId"
from jsonb_to_recordset($2::jsonb) n (id bigint, "projectId" bigint, "shortId" bigint, category text, title text,
  culprit text, message text, level text, platform text, status text, substatus text, priority text,
  "initialPriority" text, "priorityLockedAt" timestamptz, "firstSeen" timestamptz, "activeAt" timestamptz,
  "resolvedAt" timestamptz, "changedAt" timestamptz, "firstReleaseId" bigint)
