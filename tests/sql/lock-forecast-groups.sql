select id, project_id as "projectId", category, status, substatus, priority,
  initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
  first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
  changed_at as "changedAt" from groups
where organization_id = $1 and id > $2 and status = 'IGNORED' and substatus = 'ARCHIVED_UNTIL_ESCALATING'
  and category <> all($5::text[])
  and exists (select from group_counters c
    where c.organization_id = groups.organization_id and c.group_id = groups.id and c.last_seen >= $3)
order by id limit $4
for no key update skip locked
