import type { GroupOptions, TestGroup, TestSnooze } from '../../support/build/group-options';
import { insertRow } from '../../support/build/insert-rows';
import { buildRelease } from '../../support/build/release';
import { buildWorld, type World } from '../../support/build/world';
import { at, IntervenedUnitOfWork } from '../../support/intervened-unit-of-work';
import { issueRows, type IssueRows } from '../../support/issue-rows';
import { IssueEvents } from '../../support/lifecycle/use-events';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation, type BulkCall } from '../../support/use-bulk-mutation';

/** What events make of issues that were resolved or archived. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const events = new IssueEvents(database);
const T0 = new Date('2027-03-01T10:20:00.000Z');
const minutes = (count: number): Date => new Date(T0.getTime() + count * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = T0;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  events.build({ project: world.project, firstSeen: minutes(-2 * DAY), substatus: 'ONGOING', ...given });
const call = ({ id }: TestGroup, input: BulkCall['input']) => bulk.call(world.token, { ids: [id], input });
const send = (group: TestGroup, event = {}, now = minutes(1)) => events.send([group], event, { now });
const rowsOf = (group: TestGroup): Promise<IssueRows> => issueRows(database, group);
const statusOf = async (group: TestGroup) => (await rowsOf(group)).group['substatus'] ?? 'RESOLVED';
const feed = (group: TestGroup, type: string) =>
  database.query<{ data: object; ident: string | null }>(
    'select data, ident from activities where group_id = $1 and type = $2 order by id',
    [group.id, type],
  );

describe('regressions', () => {
  test('regression-keeps-known-version', async () => {
    await buildRelease(database, 'foobar', { projects: [world.project], dateAdded: minutes(-HOUR) });
    const group = await build();
    await call(group, { status: 'RESOLVED', statusDetails: { inRelease: 'foobar' } });
    const [eventId] = await send(group, { release: 'b' });
    expect(await statusOf(group)).toBe('REGRESSED');
    expect(await feed(group, 'SET_RESOLVED_IN_RELEASE')).toMatchObject([{ data: { version: 'foobar' } }]);
    const data = { event_id: eventId, version: 'b', follows_semver: false, resolved_in_version: 'foobar' };
    expect(await feed(group, 'SET_REGRESSION')).toEqual([{ data, ident: null }]);
  });

  test('regression-keeps-current-release-version', async () => {
    await buildRelease(database, 'foobar', { projects: [world.project], dateAdded: minutes(-HOUR) });
    const group = await build();
    await call(group, { status: 'RESOLVED', statusDetails: { inNextRelease: true } });
    const known = { version: '', current_release_version: 'pre foobar' };
    await database.query(`update activities set data = $2 where group_id = $1`, [group.id, JSON.stringify(known)]);
    await send(group, { release: 'b' });
    expect(await feed(group, 'SET_RESOLVED_IN_RELEASE')).toMatchObject([{ data: { ...known, version: 'b' } }]);
    expect(await feed(group, 'SET_REGRESSION')).toMatchObject([{ data: { version: 'b' } }]);
    expect(await database.query('select from group_resolutions where group_id = $1', [group.id])).toEqual([]);
  });

  /** Commits that resolve the issue, the newest last, each in a release or not. */
  const link = async (group: TestGroup, released: readonly boolean[]): Promise<void> => {
    const organization_id = group.organizationId;
    const release = await buildRelease(database, 'r', { projects: [world.project], dateAdded: minutes(-HOUR) });
    for (const [index, isReleased] of released.entries()) {
      const commit = { repository: 'shop', key: `k${index}`, date_added: minutes(index - 10) };
      const { id } = await insertRow<{ id: string }>(database, 'commits', { organization_id, ...commit });
      await insertRow(database, 'group_links', {
        ...{ organization_id, group_id: group.id, project_id: group.projectId, linked_type: 'COMMIT', linked_id: id },
        ...{ relationship: 'RESOLVES', date_added: minutes(index - 10) },
      });
      if (isReleased)
        await insertRow(database, 'release_commits', { organization_id, release_id: release.id, commit_id: id });
    }
  };

  test.each<[string, boolean[], string]>([
    ['regression-waits-for-commit-release: it is in no release', [false], 'RESOLVED'],
    ['regression-waits-for-commit-release: it is in a release', [true], 'REGRESSED'],
    ['regression-pending-commit-rules: no link', [], 'REGRESSED'],
    ['regression-pending-commit-rules: an unreleased commit', [false], 'RESOLVED'],
    ['regression-pending-commit-rules: the newest is released', [false, false, false, true], 'REGRESSED'],
    ['regression-pending-commit-rules: the newest is not released', [true, false], 'RESOLVED'],
  ])('%s', async (_title, released, expected) => {
    const group = await build({ status: 'RESOLVED', substatus: null, resolvedAt: T0 });
    await link(group, released);
    await send(group);
    expect(await statusOf(group)).toBe(expected);
  });

  test('regression-auto-resolved-active-at', async () => {
    await database.query('update projects set resolve_age = 1 where id = $1', [world.project.id]);
    const group = await build({ firstSeen: minutes(-DAY) });
    const met = await build({ firstSeen: minutes(-DAY), lastSeen: minutes(-59) });
    await events.send([group, met], {}, { now: T0 });
    expect((await rowsOf(group)).group).toMatchObject({ substatus: 'REGRESSED', active_at: T0, version: 2 });
    expect((await rowsOf(met)).group).toMatchObject({ substatus: 'ONGOING', version: 1 });
    await send(group, {}, minutes(59));
    expect((await rowsOf(group)).group).toMatchObject({ active_at: T0, version: 2 });
  });

  test('T2 everything of the resolution is gone, the issue is open again, and others hear of it', async () => {
    const group = await build();
    await call(group, { status: 'RESOLVED' });
    bulk.now = minutes(5);
    await send(group, { timestamp: minutes(2).toISOString() }, minutes(5));
    const rows = await rowsOf(group);
    expect(rows.group).toMatchObject({ status: 'UNRESOLVED', resolved_at: null, active_at: minutes(2), version: 3 });
    expect(rows.inbox).toMatchObject({ reason: 'REGRESSION', date_added: minutes(5) });
    expect(rows.histories.at(-1)).toBe('REGRESSED system');
    expect(rows.openPeriods).toMatchObject([
      { date_ended: T0 },
      { date_started: minutes(2), date_ended: null, resolution_activity_id: null },
    ]);
    expect(rows.outbox.slice(-2)).toEqual(['issue.regressed', 'issues.changed']);
  });
});

describe('snoozes', () => {
  const snoozed = (snooze: TestSnooze, given: GroupOptions = {}): Promise<TestGroup> =>
    build({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze, ...given });
  const HOLDS = 'ARCHIVED_UNTIL_CONDITION_MET';

  test('snooze-until', async () => {
    const [holds, over] = [await snoozed({ until: minutes(DAY) }), await snoozed({ until: minutes(-DAY) })];
    await events.send([holds, over], {}, { now: T0 });
    expect([await statusOf(holds), await statusOf(over)]).toEqual([HOLDS, 'ONGOING']);
  });

  test('snooze-count-delta-with-pending (F2: counts are never pending)', async () => {
    const group = await snoozed({ count: 100, timesSeenBaseline: 0 }, { timesSeen: 90 });
    await events.send(
      Array.from({ length: 9 }, () => group),
      {},
      { now: T0 },
    );
    expect(await statusOf(group)).toBe(HOLDS);
    await send(group);
    expect(await statusOf(group)).toBe('ESCALATING');
  });

  test('snooze-rate', async () => {
    const group = await snoozed({ count: 5, window: DAY });
    const quiet = await snoozed({ count: 100, window: HOUR });
    await events.store(group, [-9, -8, -7].map(minutes));
    await events.send([group, quiet], {}, { now: T0 });
    expect([await statusOf(group), await statusOf(quiet)]).toEqual([HOLDS, HOLDS]);
    await send(group);
    expect(await statusOf(group)).toBe('ESCALATING');
  });

  test('F2 windows are counted over the events themselves, not over the hours that they touch', async () => {
    const group = await snoozed({ count: 3, window: 15 });
    await events.store(group, [-16, -15.5].map(minutes));
    await send(group, {}, T0);
    await send(group, {}, minutes(1));
    expect(await statusOf(group)).toBe(HOLDS);
    await send(group, {}, minutes(2));
    expect(await statusOf(group)).toBe('ESCALATING');
  });

  const byUser = async (group: TestGroup, names: readonly string[]): Promise<unknown> => {
    for (const name of names) await send(group, { user: { id: name } }, T0);
    return statusOf(group);
  };

  test.each<[string, TestSnooze]>([
    ['snooze-user-rate-cached (nothing is cached: each count is the true one)', { userCount: 100, userWindow: HOUR }],
    ['snooze-user-count-cached (nothing is cached: each count is the true one)', { userCount: 100 }],
  ])('%s', async (_title, snooze) => {
    const group = await snoozed(snooze, { usersSeen: 94 });
    const ago = Array.from({ length: 94 }, (_, index) => minutes(-index / 2));
    await events.store(group, ago, (index) => `user ${index}`);
    expect(await byUser(group, ['a'])).toBe(HOLDS);
    expect(await byUser(group, ['a', 'a', 'a', 'a'])).toBe(HOLDS);
    expect(await byUser(group, ['b', 'c', 'd', 'e'])).toBe(HOLDS);
    expect(await byUser(group, ['f'])).toBe('ESCALATING');
  });

  test('snooze-user-rate-cache-expired (nothing is cached: who leaves the window no longer counts)', async () => {
    const group = await snoozed({ userCount: 3, userWindow: HOUR }, { usersSeen: 50 });
    await events.store(group, [-70, -65, -59, -3, -2].map(minutes), (index) => `user ${Math.min(index, 3)}`);
    await send(group, {}, T0);
    expect(await statusOf(group)).toBe(HOLDS);
    expect(await byUser(group, ['a'])).toBe('ESCALATING');
  });

  test('snooze-expiry-on-ingest', async () => {
    const group = await snoozed({ until: minutes(-HOUR) });
    const [eventId] = await send(group);
    const rows = await rowsOf(group);
    expect(rows).toMatchObject({
      group: { status: 'UNRESOLVED', substatus: 'ONGOING', active_at: minutes(-HOUR) },
      ...{ snooze: null, inbox: { reason: 'ONGOING' } },
      activities: [`SET_UNRESOLVED system {"event_id": "${eventId}"}`],
      outbox: ['issue.unignored', 'issues.changed'],
    });
  });

  test('snooze-expiry-on-ingest-pending-counts', async () => {
    const group = await snoozed({ count: 100, timesSeenBaseline: 0 }, { timesSeen: 50 });
    await send(group);
    expect((await rowsOf(group)).snooze).not.toBeNull();
    await events.send(
      Array.from({ length: 60 }, () => group),
      {},
      { now: T0 },
    );
    expect((await rowsOf(group)).snooze).toBeNull();
  });

  test('snooze-valid-on-first-event', async () => {
    const group = await build({ substatus: 'NEW', snooze: { until: minutes(HOUR) } });
    await send(group);
    const rows = await rowsOf(group);
    expect([rows.group['substatus'], rows.snooze === null]).toEqual(['NEW', false]);
  });

  test('F2 a snooze begins with all events accepted so far, and ends with the last that it lets pass', async () => {
    const group = await build();
    await events.send([group, group, group], {}, { now: minutes(-1) });
    await call(group, { status: 'IGNORED', statusDetails: { ignoreCount: 10 } });
    const batch = Array.from({ length: 9 }, () => group);
    await events.send(batch, {}, { now: minutes(1) });
    expect(await statusOf(group)).toBe(HOLDS);
    const [last] = await events.send(batch, {}, { now: minutes(2) });
    const conditions = { until: null, count: 10, window: null, user_count: null, user_window: null };
    expect(await feed(group, 'SET_ESCALATING')).toMatchObject([
      { data: { event_id: last, expired_snooze: conditions } },
    ]);
    expect((await rowsOf(group)).inbox).toMatchObject({ reason: 'ESCALATING', reason_details: conditions });
  });

  test('F3 the end of a snooze and what follows are one transaction', async () => {
    const group = await snoozed({ count: 1, timesSeenBaseline: 0 });
    const before = await rowsOf(group);
    const fails = at('insert-histories', () => {
      throw new Error('the connection is gone');
    });
    const unitOfWork = new IntervenedUnitOfWork(database.dataSource, fails);
    await expect(events.send([group], {}, { now: T0, unitOfWork })).rejects.toThrow('gone');
    expect(await rowsOf(group)).toEqual(before);
    await send(group);
    expect(await rowsOf(group)).toMatchObject({ group: { substatus: 'ESCALATING' }, snooze: null });
  });
});

describe('escalation', () => {
  const archived = (given: GroupOptions = {}): Promise<TestGroup> =>
    build({
      ...{ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', firstSeen: minutes(-DAY) },
      ...{ forecast: { thresholds: [0], dateAdded: minutes(-10) } },
      ...given,
    });

  test('escalation-activity-data', async () => {
    const group = await archived();
    const [eventId] = await send(group);
    expect(await feed(group, 'SET_ESCALATING')).toEqual([{ data: { event_id: eventId, forecast: 0 }, ident: null }]);
    const rows = await rowsOf(group);
    expect(rows).toMatchObject({ group: { status: 'UNRESOLVED', substatus: 'ESCALATING' }, forecast: null });
    expect(rows.outbox).toEqual(['issue.escalating', 'issue.priority_changed', 'issues.changed']);
    expect(rows.histories).toEqual(['ESCALATING system', 'PRIORITY_HIGH system']);
  });

  test('escalation-not-checked-on-first-day', async () => {
    const group = await archived({ firstSeen: minutes(-HOUR) });
    await send(group);
    expect(await statusOf(group)).toBe('ARCHIVED_UNTIL_ESCALATING');
  });

  test('the hour is counted with the events of the batch', async () => {
    const hour = new Date('2027-03-01T10:00:00Z');
    const group = await archived({
      forecast: { thresholds: [1, 7], dateAdded: minutes(-DAY) },
      hourlyCounts: [{ hour, events: 4 }],
    });
    const sent = await events.send([group, group, group], {}, { now: T0 });
    expect(await statusOf(group)).toBe('ARCHIVED_UNTIL_ESCALATING');
    expect(sent).toHaveLength(3);
    const [first] = await send(group);
    expect(await feed(group, 'SET_ESCALATING')).toMatchObject([{ data: { event_id: first, forecast: 7 } }]);
  });

  test.each<[string, GroupOptions, string, string[]]>([
    ['priority-auto-escalating', { priority: 'LOW' }, 'MEDIUM', ['ESCALATING system', 'PRIORITY_MEDIUM system']],
    ['priority-auto-escalating-already-high', { priority: 'HIGH' }, 'HIGH', ['ESCALATING system']],
    ['priority-auto-locked', { priority: 'LOW', priorityLockedAt: minutes(-DAY) }, 'LOW', ['ESCALATING system']],
    ['T13 a lock keeps the priority', { priority: 'MEDIUM', priorityLockedAt: T0 }, 'MEDIUM', ['ESCALATING system']],
  ])('%s', async (...row) => {
    const [, given, priority, histories] = row;
    const group = await archived(given);
    await send(group);
    const rows = await rowsOf(group);
    expect([rows.group['priority'], rows.histories]).toEqual([priority, histories]);
    const told = histories.length === 1 ? [] : [{ data: { priority: 'medium', reason: 'escalating' } }];
    expect(await feed(group, 'SET_PRIORITY')).toMatchObject(told);
  });
});
