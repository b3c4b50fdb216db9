select id, project_id as "projectId", category, status, substatus, priority,
  initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
  first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
  changed_at as "changedAt" from groups
where organization_id = $1 and id > $2 and status = 'UNRESOLVED'
  and substatus in ('NEW', 'REGRESSED', 'ESCALATING')
  and case when substatus = 'NEW' then first_seen else coalesce(
    (select max(h.date_added) from group_histories h
     where h.organization_id = groups.organization_id and h.group_id = groups.id and h.status = groups.substatus),
    active_at) end <= $3
order by id limit $4
for no key update skip locked
