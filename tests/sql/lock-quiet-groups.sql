select id, project_id as "projectId", category, status, substatus, priority,
  initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
  first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
  changed_at as "changedAt" from groups
where organization_id = $1 and id > $2 and status = 'UNRESOLVED' and category <> all($5::text[])
  and exists (
    select from projects p
    join group_counters c on c.organization_id = p.organization_id and c.group_id = groups.id
    where p.organization_id = groups.organization_id and p.id = groups.project_id
      and greatest(c.last_seen, groups.active_at) <= $3::timestamptz - make_interval(hours => p.resolve_age))
order by id limit $4
for no key update skip locked
