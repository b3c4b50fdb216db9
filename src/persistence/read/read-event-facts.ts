import type { Release } from '../../domain/releases/release';
import type { WindowCounts } from '../../domain/snooze/snooze-end';
import { statement, type Executor } from '../statement';

/** Since when an issue's events, and the people in them, are counted; null: they are not. */
export interface CountedWindow {
  readonly groupId: string;
  readonly events: Date | null;
  readonly users: Date | null;
}

/** How many events came within windows, and how many people in them, by issue; counted over the events themselves. */
export async function countInWindows(
  tx: Executor,
  organizationId: string,
  windows: readonly CountedWindow[],
): Promise<ReadonlyMap<string, WindowCounts>> {
  const rows = await tx.rows<WindowCounts & { readonly groupId: string }>(
    statement(
      'count-events-in-windows',
      `select w.group_id as "groupId", met.events, met.users
       from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) w (group_id, events_since, users_since)
       cross join lateral (
         select count(*) filter (where e.received_at >= w.events_since)::float8 as events,
           count(distinct e.user_key) filter (where e.received_at >= w.users_since)::float8 as users
         from events e
         where e.organization_id = $1 and e.group_id = w.group_id
           and e.received_at >= least(w.events_since, w.users_since)
       ) met`,
      [
        organizationId,
        windows.map(({ groupId }) => groupId),
        windows.map(({ events }) => events),
        windows.map(({ users }) => users),
      ],
    ),
  );
  return new Map(rows.map(({ groupId, events, users }) => [groupId, { events, users }]));
}

/** How many events came in the clock hour of `now`, by issue. */
export async function readEventsOfHour(
  tx: Executor,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ groupId: string; events: number }>(
    statement(
      'read-events-of-hour',
      `select group_id as "groupId", events
       from group_hourly_counts
       where organization_id = $1 and group_id = any($2::bigint[]) and hour = date_trunc('hour', $3::timestamptz)`,
      [organizationId, groupIds, now],
    ),
  );
  return new Map(rows.map(({ groupId, events }) => [groupId, events]));
}

/** The releases of these versions, archived or not, by version. */
export async function readReleasesOfVersions(
  tx: Executor,
  organizationId: string,
  versions: readonly string[],
): Promise<ReadonlyMap<string, Release>> {
  const rows = await tx.rows<Release>(
    statement(
      'read-releases-of-versions',
      `select id, version, date_added as "dateAdded", date_released as "dateReleased"
       from releases
       where organization_id = $1 and version = any($2::text[])`,
      [organizationId, versions],
    ),
  );
  return new Map(rows.map((release) => [release.version, release]));
}

/** Those of the commits that a release holds. */
export async function findReleasedCommits(
  tx: Executor,
  organizationId: string,
  commitIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'find-released-commits',
      `select distinct commit_id as id
       from release_commits
       where organization_id = $1 and commit_id = any($2::bigint[])`,
      [organizationId, commitIds],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

/** What projects allow new issues, in events an hour, by project; measured since a moment. */
export async function readNewIssueThresholds(
  tx: Executor,
  { organizationId, since }: { readonly organizationId: string; readonly since: Date },
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ id: string; threshold: number }>(
    statement(
      'read-new-issue-thresholds',
      `select id, new_issue_threshold as threshold
       from projects
       where organization_id = $1 and id = any($2::bigint[]) and new_issue_threshold_at > $3`,
      [organizationId, projectIds, since],
    ),
  );
  return new Map(rows.map(({ id, threshold }) => [id, threshold]));
}
