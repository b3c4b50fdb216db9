select g.organization_id as "organizationId", g.id, g.project_id as "projectId", p.slug as "projectSlug",
  g.short_id as "shortId", g.category, g.title, g.culprit, g.message, g.level, g.platform, g.status, g.substatus,
  g.priority, g.priority_locked_at as "priorityLockedAt", g.version, g.changed_at as "changedAt",
  g.first_seen as "firstSeen", g.first_release_id as "firstReleaseId", g.resolved_at as "resolvedAt",
  g.active_at as "activeAt", p.resolve_age as "resolveAge",
  coalesce(c.times_seen, 0)::float8 as "timesSeen", coalesce(c.users_seen, 0) as "usersSeen",
  coalesce(c.last_seen, g.first_seen) as "lastSeen",
  a.user_id as "assignedUserId", a.team_id as "assignedTeamId", coalesce(t.name, u.name) as "assigneeName",
  u.username as "assigneeUsername", u.email as "assigneeEmail", t.slug as "assigneeSlug",
  i.reason as "inboxReason", i.date_added as "inboxAddedAt", i.reason_details as "inboxReasonDetails",
  s.group_id is not null as snoozed, s.until as "snoozeUntil", s.count as "snoozeCount", s."window" as "snoozeWindow",
  s.user_count as "snoozeUserCount", s.user_window as "snoozeUserWindow",
  s.times_seen_baseline::float8 as "snoozeTimesSeenBaseline", s.users_seen_baseline as "snoozeUsersSeenBaseline",
  s.actor_id as "snoozeActorId", s.date_added as "snoozeDateAdded",
  x.group_id is not null as resolved, x.type as "resolutionType", x.status as "resolutionStatus",
  x.release_id as "resolutionReleaseId", r.version as "resolutionReleaseVersion",
  x.current_release_version as "resolutionCurrentReleaseVersion",
  x.future_release_version as "resolutionFutureReleaseVersion", x.actor_id as "resolutionActorId",
  l.linked_id as "commitId",
  coalesce(n.is_active, false) as "isSubscribed", n.reason as "subscriptionReason",
  b.user_id is not null as "isBookmarked", v.last_seen as "seenAt", h.uuid as "shareId"
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join groups g on g.organization_id = wanted.organization_id and g.id = wanted.id
join unnest($3::bigint[], $4::bigint[]) as visible (organization_id, project_id)
  on visible.organization_id = g.organization_id and visible.project_id = g.project_id
join projects p on p.organization_id = g.organization_id and p.id = g.project_id
left join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
left join group_assignees a on a.organization_id = g.organization_id and a.group_id = g.id
left join users u on u.id = a.user_id
left join teams t on t.organization_id = a.organization_id and t.id = a.team_id
left join group_inboxes i on i.organization_id = g.organization_id and i.group_id = g.id
left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id
left join group_resolutions x on x.organization_id = g.organization_id and x.group_id = g.id
left join releases r on r.organization_id = x.organization_id and r.id = x.release_id
left join lateral (
  select gl.linked_id from group_links gl
  where gl.organization_id = g.organization_id and gl.group_id = g.id and gl.linked_type = 'COMMIT'
    and gl.relationship = 'RESOLVES'
  order by gl.date_added desc, gl.linked_id desc
  limit 1
) l on true
left join group_subscriptions n
  on n.organization_id = g.organization_id and n.group_id = g.id and n.user_id = $5::bigint
left join group_bookmarks b
  on b.organization_id = g.organization_id and b.group_id = g.id and b.user_id = $5::bigint
left join group_seens v
  on v.organization_id = g.organization_id and v.group_id = g.id and v.user_id = $5::bigint
left join group_shares h on h.organization_id = g.organization_id and h.group_id = g.id
where g.status <> all ($6::text[])
