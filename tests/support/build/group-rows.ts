import { randomUUID } from 'node:crypto';
import type { GroupOptions, TestGroup } from './group-options';
import type { Row } from './insert-rows';

/** An inserted issue and what its test asked for. */
export interface Built {
  readonly group: TestGroup;
  readonly options: GroupOptions;
}

/** The rows that hang on the issues, by table. */
export function relatedRows(built: readonly Built[]): Record<string, readonly Row[]> {
  return {
    group_counters: built.map(counter),
    group_texts: built.map(text),
    group_tag_values: built.flatMap(tagValues),
    group_hashes: built.map(hash),
    group_open_periods: built.flatMap(openPeriod),
    group_inboxes: built.flatMap(inbox),
    group_assignees: built.flatMap(assignee),
    group_snoozes: built.flatMap(snooze),
    group_forecasts: built.flatMap(forecast),
    group_hourly_counts: built.flatMap(hourlyCounts),
    group_subscriptions: built.flatMap(subscriptions),
  };
}

function keys(group: TestGroup): Row {
  return { organization_id: group.organizationId, group_id: group.id, project_id: group.projectId };
}

function counter({ group, options }: Built): Row {
  return {
    ...keys(group),
    times_seen: options.timesSeen ?? 1,
    users_seen: options.usersSeen ?? 0,
    last_seen: options.lastSeen ?? group.firstSeen,
  };
}

function text({ group: { organizationId, id, title, culprit, message } }: Built): Row {
  const lines = [title, culprit, message].filter((line) => line !== null);
  return { organization_id: organizationId, group_id: id, text: lines.join('\n') };
}

function tagValues({ group: { organizationId, id }, options: { tags = {} } }: Built): Row[] {
  return Object.entries(tags).flatMap(([key, values]) =>
    values.map((value) => ({ organization_id: organizationId, group_id: id, key, value })),
  );
}

function hash({ group }: Built): Row {
  return { ...keys(group), hash: randomUUID().replaceAll('-', ''), date_added: group.firstSeen };
}

function openPeriod({ group, options }: Built): Row[] {
  if (options.openPeriod === false) return [];
  const ended = group.status === 'RESOLVED' ? (group.resolvedAt ?? group.firstSeen) : null;
  return [{ ...keys(group), date_started: group.firstSeen, date_ended: ended }];
}

function inbox({ group, options }: Built): Row[] {
  const byDefault: GroupOptions['inbox'] = group.status === 'UNRESOLVED' ? { reason: 'NEW' } : null;
  const entry = options.inbox === undefined ? byDefault : options.inbox;
  if (!entry) return [];
  return [{ ...keys(group), reason: entry.reason, date_added: entry.dateAdded ?? group.firstSeen }];
}

function assignee({ group, options: { assignee: actor } }: Built): Row[] {
  if (actor === undefined) return [];
  const columns =
    'userId' in actor ? { user_id: actor.userId, team_id: null } : { user_id: null, team_id: actor.teamId };
  return [{ ...keys(group), ...columns, date_added: group.firstSeen }];
}

function snooze({ group, options }: Built): Row[] {
  const given = options.snooze;
  if (given === undefined) return [];
  const columns = {
    until: given.until ?? null,
    count: given.count ?? null,
    window: given.window ?? null,
    user_count: given.userCount ?? null,
    user_window: given.userWindow ?? null,
    times_seen_baseline: given.timesSeenBaseline ?? null,
    users_seen_baseline: given.usersSeenBaseline ?? null,
    actor_id: given.actorId ?? null,
  };
  return [{ ...keys(group), ...columns, date_added: given.dateAdded ?? group.firstSeen }];
}

function forecast({ group, options: { forecast: given } }: Built): Row[] {
  if (given === undefined) return [];
  return [{ ...keys(group), thresholds: given.thresholds, date_added: given.dateAdded ?? group.firstSeen }];
}

function hourlyCounts({ group, options }: Built): Row[] {
  const { id, organizationId } = group;
  return (options.hourlyCounts ?? []).map((count) => ({ organization_id: organizationId, group_id: id, ...count }));
}

function subscriptions({ group, options }: Built): Row[] {
  return (options.subscriptions ?? []).map((given) => ({
    ...keys(group),
    user_id: given.userId,
    is_active: given.isActive ?? true,
    reason: given.reason ?? 'UNKNOWN',
    date_added: given.dateAdded ?? group.firstSeen,
  }));
}
