select id, project_id as "projectId", category, status, substatus, priority,
initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
changed_at as "changedAt" from groups where organization_id = $1 and id = any($2::bigint[]) order by id
