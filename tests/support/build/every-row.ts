import { randomUUID } from 'node:crypto';
import { PER_ISSUE_TABLES, type PerIssueTable } from '../../../src/persistence/per-issue-tables';
import type { TestGroup } from './group-options';
import { insertRows, type Queryable, type Row } from './insert-rows';

/** Gives an issue at least one row in every table whose rows hang on issues, events included. */
export async function buildEveryRow(database: Queryable, group: TestGroup, events = 4): Promise<void> {
  const rows = rowsOf(group);
  await Promise.all(PER_ISSUE_TABLES.map((table) => insertMissing(database, { table, group, row: rows[table] })));
  const receivedAt = (index: number): Date => new Date(group.firstSeen.getTime() - index * 86_400_000);
  await insertRows(
    database,
    'events',
    Array.from({ length: events }, (_, index) => ({
      ...{ organization_id: group.organizationId, project_id: group.projectId, group_id: group.id },
      ...{ event_id: randomUUID(), received_at: receivedAt(index), timestamp: receivedAt(index) },
      ...{ title: 'Error: no', level: 'ERROR', tags: {}, payload: {} },
    })),
  );
}

interface Missing {
  readonly table: PerIssueTable;
  readonly group: TestGroup;
  readonly row: Row;
}

async function insertMissing(database: Queryable, { table, group, row }: Missing): Promise<void> {
  const there = await database.query(`select from ${table} where group_id = $1 limit 1`, [group.id]);
  if (there.length === 0) await insertRows(database, table, [row]);
}

function rowsOf({ organizationId, id, projectId, firstSeen }: TestGroup): Record<PerIssueTable, Row> {
  const key = { organization_id: organizationId, group_id: id };
  const inProject = { ...key, project_id: projectId };
  const added = { ...inProject, date_added: firstSeen };
  const seen = { first_seen: firstSeen, last_seen: firstSeen };
  return {
    activities: { ...inProject, type: 'NOTE', data: { text: 'n' }, datetime: firstSeen },
    group_assignees: { ...added, user_id: 1 },
    group_bookmarks: { ...added, user_id: 1 },
    group_counters: { ...inProject, times_seen: 1, users_seen: 0, last_seen: firstSeen },
    group_forecasts: { ...added, thresholds: [1] },
    group_hashes: { ...added, hash: randomUUID().replaceAll('-', '') },
    group_histories: { ...added, status: 'UNRESOLVED' },
    group_hourly_counts: { ...key, hour: firstSeen, events: 1 },
    group_inboxes: { ...added, reason: 'NEW' },
    group_links: { ...added, linked_type: 'COMMIT', linked_id: 1, relationship: 'RESOLVES' },
    group_open_periods: { ...inProject, date_started: firstSeen },
    group_redirects: {
      ...inProject,
      ...{ previous_group_id: `9${id}`, previous_short_id: `9${id}`, operation_id: 1 },
      ...{ due_at: firstSeen, merged_at: firstSeen },
    },
    group_releases: { ...inProject, ...seen, release_id: 1 },
    group_resolutions: { ...added, id: 1, type: 'IN_RELEASE', status: 'RESOLVED' },
    group_seens: { ...inProject, user_id: 1, last_seen: firstSeen },
    group_shares: { ...added, uuid: randomUUID().replaceAll('-', '') },
    group_snoozes: added,
    group_subscriptions: { ...added, user_id: 1, is_active: true, reason: 'COMMENT' },
    group_tag_values: { ...key, key: 'browser', value: 'Firefox' },
    group_team_subscriptions: { ...added, team_id: 1, reason: 'ASSIGNED' },
    group_texts: { ...key, text: 'no' },
    group_users: { ...key, ...seen, user_key: 'somebody' },
  };
}
