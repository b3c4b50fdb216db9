select id, project_id as "projectId", category, status, substatus, priority,
  initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
  first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
  changed_at as "changedAt" from groups
where organization_id = $1 and id > $2 and status in ('IGNORED', 'UNRESOLVED', 'RESOLVED')
  and id in (select s.group_id from group_snoozes s
    where s.organization_id = $1 and s.until <= $3 and s.group_id > $2)
order by id limit $4
for no key update skip locked
