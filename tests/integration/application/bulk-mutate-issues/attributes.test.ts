import { buildGroup, buildGroups } from '../../../support/build/group';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import {
  codesOf,
  statusesOf,
  useBulkMutation,
  type BulkAnswer,
  type BulkCall,
} from '../../../support/use-bulk-mutation';
import { issueRows, type IssueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = new Date('2027-03-01T10:00:00.000Z');
const ago = (milliseconds: number): Date => new Date(NOW.getTime() - milliseconds);
const UNTIL_MET = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' } as const;

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
  bulk.now = NOW;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: ago(60 * MINUTE), ...given });
const rowsOf = (group: Pick<TestGroup, 'id'> | undefined): Promise<IssueRows> =>
  issueRows(database, group ?? { id: '0' });
const call = (
  groups: readonly Pick<TestGroup, 'id'>[],
  input: BulkCall['input'],
  token: TestToken = world.token,
): Promise<BulkAnswer> =>
  bulk.call(token, { ids: groups.map(({ id }) => id), input, options: { errorPolicy: 'SKIP_INVALID' } });

/** Rows of the histories with the date of the entry that they answer. */
function historiesOf({ id }: TestGroup): Promise<{ status: string; prev: Date | null; added: Date }[]> {
  return database.query(
    'select status, prev_history_date as prev, date_added as added from group_histories where group_id = $1 order by id',
    [id],
  );
}

describe('T1 the same status with another meaning', () => {
  test('T1 RESOLVED on a resolved issue is UNCHANGED and leaves resolved_at', async () => {
    const group = await build({ status: 'RESOLVED', resolvedAt: ago(DAY) });
    const before = await rowsOf(group);
    expect(statusesOf(await call([group], { status: 'RESOLVED' }))).toEqual(['UNCHANGED']);
    expect(await rowsOf(group)).toEqual(before);
  });

  test('T1 archived again with other conditions: substatus and snooze move together', async () => {
    const group = await build({ status: 'IGNORED', timesSeen: 40, usersSeen: 7 });
    const conditions = { ignoreCount: 5, ignoreUserCount: 3, ignoreDuration: 10 };
    expect(statusesOf(await call([group], { status: 'IGNORED', statusDetails: conditions }))).toEqual(['CHANGED']);
    const rows = await rowsOf(group);
    expect(rows.group).toMatchObject({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', version: 2 });
    expect(rows.snooze).toMatchObject({
      until: new Date(NOW.getTime() + 10 * MINUTE),
      count: 5,
      window: null,
      user_count: 3,
      user_window: null,
      times_seen_baseline: '40',
      users_seen_baseline: 7,
      actor_id: me,
      date_added: NOW,
    });
    expect(rows.histories).toEqual([`ARCHIVED_UNTIL_CONDITION_MET ${me}`]);
    expect(rows.outbox).toEqual(['issue.ignored', 'issues.changed']);
    await call([group], { status: 'IGNORED', statusDetails: { ignoreCount: 9, ignoreWindow: 60 } });
    const again = await rowsOf(group);
    expect(again.snooze).toMatchObject({
      until: null,
      count: 9,
      window: 60,
      user_count: null,
      times_seen_baseline: null,
    });
    expect(again.snooze).toMatchObject({ users_seen_baseline: null });
  });

  test('T1 a bare IGNORED means forever, and is a change unless it is that', async () => {
    const [met, forever] = [await build({ ...UNTIL_MET, snooze: { count: 9 } }), await build({ status: 'IGNORED' })];
    expect(statusesOf(await call([met, forever], { status: 'IGNORED' }))).toEqual(['CHANGED', 'UNCHANGED']);
    expect(await rowsOf(met)).toMatchObject({ group: { substatus: 'ARCHIVED_FOREVER' }, snooze: null });
  });

  test.each([
    [59_999, 'UNCHANGED'],
    [60_000, 'CHANGED'],
  ])('T1 an equal duration %i ms later: %s', async (later, expected) => {
    const group = await build();
    const input = { status: 'IGNORED', statusDetails: { ignoreDuration: 30 } } as const;
    await call([group], input);
    bulk.now = new Date(NOW.getTime() + later);
    expect(statusesOf(await call([group], input))).toEqual([expected]);
    const { snooze } = await rowsOf(group);
    const began = expected === 'CHANGED' ? bulk.now : NOW;
    expect(snooze).toMatchObject({ until: new Date(began.getTime() + 30 * MINUTE), date_added: began });
  });

  test('T1 equal counts after more events: UNCHANGED, and the baseline stays', async () => {
    const group = await build({ ...UNTIL_MET, timesSeen: 8, snooze: { count: 5, timesSeenBaseline: 4 } });
    expect(statusesOf(await call([group], { status: 'IGNORED', statusDetails: { ignoreCount: 5 } }))).toEqual([
      'UNCHANGED',
    ]);
    expect((await rowsOf(group)).snooze).toMatchObject({ times_seen_baseline: '4' });
  });
});

describe('T2 leaving a status clears what belonged to it', () => {
  test.each<[string, GroupOptions, BulkCall['input']]>([
    ['unresolve', { ...UNTIL_MET, snooze: { count: 9 } }, { status: 'UNRESOLVED' }],
    ['resolve', { ...UNTIL_MET, snooze: { count: 9 } }, { status: 'RESOLVED' }],
    ['forever', { ...UNTIL_MET, snooze: { count: 9 } }, { status: 'IGNORED' }],
    ['resolve, of a snooze that has run out', { ...UNTIL_MET, snooze: { until: ago(DAY) } }, { status: 'RESOLVED' }],
  ])('T2 the snooze: %s', async (_, given, input) => {
    const group = await build(given);
    expect(statusesOf(await call([group], input))).toEqual(['CHANGED']);
    expect((await rowsOf(group)).snooze).toBeNull();
  });

  test.each<[BulkCall['input'], Date | null]>([
    [{ status: 'UNRESOLVED' }, NOW],
    [{ status: 'IGNORED' }, null],
  ])('T2 resolved_at: %j', async (input, activeAt) => {
    const group = await build({ status: 'RESOLVED', resolvedAt: ago(DAY) });
    await call([group], input);
    const { group: row } = await rowsOf(group);
    expect(row).toMatchObject({ resolved_at: null, active_at: activeAt ?? group.activeAt });
  });

  test('T2 reopening opens the period again', async () => {
    const group = await build({ status: 'RESOLVED', resolvedAt: ago(DAY) });
    await call([group], { status: 'UNRESOLVED' });
    const { openPeriods } = await rowsOf(group);
    expect(openPeriods).toMatchObject([{ date_ended: null, resolution_activity_id: null, user_id: null }]);
  });

  test('T2 strategies judge the status as shown: a snooze that has run out reads unresolved', async () => {
    const group = () => build({ ...UNTIL_MET, snooze: { until: ago(1) } });
    const before = { group: { status: 'IGNORED' }, histories: [], activities: [] };
    const unresolved = await group();
    expect(statusesOf(await call([unresolved], { status: 'UNRESOLVED' }))).toEqual(['UNCHANGED']);
    expect(await rowsOf(unresolved)).toMatchObject(before);
    const substatus = await group();
    expect(statusesOf(await call([substatus], { substatus: 'ARCHIVED_FOREVER' }))).toEqual(['INVALID/INVALID_INPUT']);
    expect(await rowsOf(substatus)).toMatchObject(before);
    const archived = await group();
    const answer = await call([archived], { status: 'IGNORED' });
    expect(answer.outcomes[0]?.changes).toMatchObject([
      {
        before: { status: 'UNRESOLVED', substatus: 'ONGOING' },
        after: { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' },
      },
      {},
    ]);
    expect((await rowsOf(archived)).group['active_at']).toEqual(ago(1));
    const priority = await group();
    await call([priority], { priority: 'LOW' });
    const rows = await rowsOf(priority);
    expect(rows.group).toMatchObject({ status: 'IGNORED', priority: 'LOW', active_at: priority.activeAt });
    expect(rows.snooze).toMatchObject({ until: ago(1) });
  });

  test('T2 a snooze that ran out by count: active_at is not its moment to come', async () => {
    const until = new Date(NOW.getTime() + DAY);
    const group = await build({ ...UNTIL_MET, timesSeen: 9, snooze: { until, count: 4, timesSeenBaseline: 5 } });
    await call([group], { status: 'RESOLVED' });
    expect((await rowsOf(group)).group).toMatchObject({ status: 'RESOLVED', active_at: group.activeAt });
  });
});

describe('T3, T4 how IGNORED is meant', () => {
  test.each<[string, BulkCall['input'], string]>([
    [
      'T3 conditions with RESOLVED',
      { status: 'RESOLVED', statusDetails: { ignoreCount: 1 } },
      'CONFLICTING_ATTRIBUTES input.statusDetails',
    ],
    [
      'T3 a negative number',
      { status: 'IGNORED', statusDetails: { ignoreCount: -1 } },
      'INVALID_INPUT input.statusDetails.ignoreCount',
    ],
    [
      'T3 a window alone',
      { status: 'IGNORED', statusDetails: { ignoreWindow: 1 } },
      'INVALID_INPUT input.statusDetails.ignoreWindow',
    ],
    ['T3 details without status', { statusDetails: { ignoreCount: 1 } }, 'INVALID_INPUT input.statusDetails'],
    ['T3 the wrong family', { status: 'RESOLVED', substatus: 'NEW' }, 'CONFLICTING_ATTRIBUTES input.substatus'],
    [
      'T4 no condition to be met',
      { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
      'CONFLICTING_ATTRIBUTES input.statusDetails',
    ],
    [
      'T4 forever, until a condition',
      { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreCount: 1 } },
      'CONFLICTING_ATTRIBUTES input.statusDetails',
    ],
  ])('%s', async (_, input, expected) => {
    const group = await build();
    expect(codesOf(await call([group], input))).toEqual([expected]);
    expect((await rowsOf(group)).group['version']).toBe(1);
  });

  test('T4 the longest duration of all', async () => {
    const group = await build();
    await call([group], { status: 'IGNORED', statusDetails: { ignoreDuration: 2_147_483_647 } });
    expect((await rowsOf(group)).snooze).toMatchObject({ until: new Date(NOW.getTime() + 2_147_483_647 * MINUTE) });
  });
});

test('T5 substatus without status applies where the status allows it', async () => {
  const statuses: GroupOptions[] = [{}, { status: 'RESOLVED' }, { status: 'IGNORED' }, { substatus: 'ESCALATING' }];
  const groups = await Promise.all(statuses.map(build));
  expect(statusesOf(await call(groups, { substatus: 'ONGOING' }))).toEqual([
    'CHANGED',
    'INVALID/INVALID_INPUT',
    'INVALID/INVALID_INPUT',
    'CHANGED',
  ]);
  expect(await rowsOf(groups[0])).toMatchObject({
    group: { substatus: 'ONGOING', status: 'UNRESOLVED' },
    inbox: null,
    activities: [`AUTO_SET_ONGOING ${me} {"manually": true}`],
  });
  const archived = await Promise.all([build({ status: 'IGNORED' }), build()]);
  const met = await call(archived, { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { ignoreCount: 2 } });
  expect(statusesOf(met)).toEqual(['CHANGED', 'INVALID/INVALID_INPUT']);
  expect((await rowsOf(archived[0])).snooze).toMatchObject({ count: 2 });
});

describe('T6 unresolve infers the substatus', () => {
  test('T6 per issue, in one call, with the histories of the reference', async () => {
    const groups = await buildGroups(database, 4, {
      project: world.project,
      each: (n) =>
        [
          { status: 'IGNORED' as const, firstSeen: ago(7 * DAY) },
          { status: 'IGNORED' as const, firstSeen: ago(7 * DAY + 1) },
          { status: 'RESOLVED' as const, firstSeen: ago(DAY) },
          { substatus: 'ESCALATING' as const, firstSeen: ago(DAY) },
        ][n] ?? {},
    });
    expect(statusesOf(await call(groups, { status: 'UNRESOLVED' }))).toEqual([
      'CHANGED',
      'CHANGED',
      'CHANGED',
      'UNCHANGED',
    ]);
    const rows = await Promise.all(groups.map(rowsOf));
    expect(rows.map(({ group }) => group['substatus'])).toEqual(['NEW', 'ONGOING', 'REGRESSED', 'ESCALATING']);
    expect(rows.map(({ histories }) => histories)).toEqual([
      [`UNRESOLVED ${me}`],
      [`UNRESOLVED ${me}`],
      [`REGRESSED ${me}`],
      [],
    ]);
    expect(rows.map(({ outbox }) => outbox[0])).toEqual([
      'issue.unignored',
      'issue.unignored',
      'issue.unresolved',
      undefined,
    ]);
    expect(rows.map(({ subscriptions }) => subscriptions)).toEqual([[], [], [], []]);
  });

  test('T6 a single issue subscribes the actor', async () => {
    const group = await build({ status: 'IGNORED' });
    await call([group], { status: 'UNRESOLVED' });
    expect((await rowsOf(group)).subscriptions).toEqual([`${me} STATUS_CHANGE`]);
  });
});

describe('histories answer earlier ones', () => {
  test('T6 prev_history_date is that of the newest entry which the new one answers', async () => {
    const group = await build();
    const at = async (minutes: number, input: BulkCall['input']) => {
      bulk.now = new Date(NOW.getTime() + minutes * MINUTE);
      await call([group], input);
    };
    await at(0, { status: 'RESOLVED' });
    await at(1, { status: 'UNRESOLVED' });
    await at(2, { status: 'RESOLVED' });
    await at(3, { status: 'UNRESOLVED', substatus: 'ONGOING' });
    await at(4, { status: 'IGNORED' });
    await at(5, { status: 'UNRESOLVED', substatus: 'ESCALATING' });
    await at(6, { assignedTo: { user: me } });
    await at(7, { assignedTo: null });
    await at(8, { assignedTo: { user: me } });
    const minute = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE);
    expect(await historiesOf(group)).toEqual([
      { status: 'RESOLVED', prev: null, added: minute(0) },
      { status: 'REGRESSED', prev: minute(0), added: minute(1) },
      { status: 'RESOLVED', prev: minute(1), added: minute(2) },
      { status: 'UNRESOLVED', prev: minute(2), added: minute(3) },
      { status: 'ARCHIVED_FOREVER', prev: null, added: minute(4) },
      { status: 'ESCALATING', prev: null, added: minute(5) },
      { status: 'ASSIGNED', prev: null, added: minute(6) },
      { status: 'UNASSIGNED', prev: minute(6), added: minute(7) },
      { status: 'ASSIGNED', prev: minute(7), added: minute(8) },
    ]);
  });

  test('T6 an entry of the same call counts', async () => {
    const group = await build();
    await call([group], { status: 'RESOLVED' });
    bulk.now = new Date(NOW.getTime() + MINUTE);
    await call([group], { status: 'UNRESOLVED', inbox: false });
    const later = bulk.now;
    expect(await historiesOf(group)).toEqual([
      { status: 'RESOLVED', prev: null, added: NOW },
      { status: 'REGRESSED', prev: NOW, added: later },
      { status: 'UNRESOLVED', prev: later, added: later },
    ]);
  });
});

test('T8 activity data belongs to one issue', async () => {
  const other = await buildProject(database, { organizationId: world.organization.id });
  const groups = [
    await build(),
    await build({ assignee: { userId: me } }),
    await buildGroup(database, { project: other }),
  ];
  await call(groups, { status: 'RESOLVED', assignedTo: { user: me }, integration: 'SLACK' });
  const rows = await Promise.all(groups.map(rowsOf));
  const email = world.owner.email;
  const data = `{"assignee": "${me}", "integration": "slack", "assigneeName": "${world.owner.name}", "assigneeType": "user", "assigneeEmail": "${email}"}`;
  expect(rows.map(({ activities }) => activities)).toEqual([
    [`SET_RESOLVED ${me} {}`, `ASSIGNED ${me} ${data}`],
    [`SET_RESOLVED ${me} {}`],
    [`SET_RESOLVED ${me} {}`, `ASSIGNED ${me} ${data}`],
  ]);
  const projects = await database.query('select distinct project_id from activities where group_id = $1', [
    groups[2]?.id,
  ]);
  expect(projects).toEqual([{ project_id: other.id }]);
});

describe('T9 self-assign on resolve', () => {
  beforeEach(() => database.query('update users set self_assign_on_resolve = true where id = $1', [me]));

  test('T9 takes what nobody has, and leaves the rest', async () => {
    const somebody = await buildMember(database, { organizationId: world.organization.id });
    const groups = [
      await build(),
      await build({ assignee: { userId: somebody.id } }),
      await build({ assignee: { teamId: world.team.id } }),
      await build({ status: 'RESOLVED' }),
    ];
    await call(groups, { status: 'RESOLVED' });
    const rows = await Promise.all(groups.map(rowsOf));
    expect(rows.map(({ assignee }) => assignee && (assignee['user_id'] ?? assignee['team_id']))).toEqual([
      me,
      somebody.id,
      world.team.id,
      null,
    ]);
    expect(rows[0]?.histories).toEqual([`RESOLVED ${me}`, `ASSIGNED ${me}`]);
    expect(rows[0]?.subscriptions).toEqual([`${me} STATUS_CHANGE`]);
    expect(rows[1]?.histories).toEqual([`RESOLVED ${me}`]);
  });

  test('T9 never against an explicit assignee, nor an explicit null', async () => {
    const somebody = await buildMember(database, { organizationId: world.organization.id });
    const [given, cleared] = [await build(), await build()];
    await call([given], { status: 'RESOLVED', assignedTo: { user: somebody.id } });
    await call([cleared], { status: 'RESOLVED', assignedTo: null });
    expect((await rowsOf(given)).assignee).toMatchObject({ user_id: somebody.id });
    expect(await rowsOf(cleared)).toMatchObject({ assignee: null, activities: [`SET_RESOLVED ${me} {}`] });
  });

  test('T9 a token without a user assigns nobody', async () => {
    const token = await buildToken(database, { organizationId: world.organization.id, userId: null });
    const group = await build();
    await call([group], { status: 'RESOLVED' }, token);
    const rows = await rowsOf(group);
    expect(rows).toMatchObject({ assignee: null, subscriptions: [], activities: ['SET_RESOLVED system {}'] });
    expect(rows.openPeriods).toMatchObject([{ date_ended: NOW, user_id: null }]);
  });
});

describe('T10 the assignee is checked project by project', () => {
  test('T10 without open membership, only who sees the project', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const organizationId = closed.id;
    const [one, both] = [await buildTeam(database, { organizationId }), await buildTeam(database, { organizationId })];
    const owner = await buildMember(database, { organizationId, role: 'OWNER', teamIds: [both.id] });
    const ann = await buildMember(database, { organizationId, teamIds: [one.id] });
    const token = await buildToken(database, { organizationId, userId: owner.id });
    const first = await buildProject(database, { organizationId, teamIds: [one.id, both.id] });
    const second = await buildProject(database, { organizationId, teamIds: [both.id] });
    const groups = [await buildGroup(database, { project: first }), await buildGroup(database, { project: second })];
    for (const assignedTo of [
      { user: ann.id },
      { team: one.id },
      { email: ann.email.toUpperCase() },
      { username: ann.username },
    ]) {
      expect(statusesOf(await call(groups, { assignedTo: null }, token)).includes('INVALID')).toBe(false);
      expect(statusesOf(await call(groups, { assignedTo }, token))).toEqual(['CHANGED', 'INVALID/ACTOR_NOT_MEMBER']);
    }
    expect((await rowsOf(groups[1])).assignee).toBeNull();
  });

  test('T10 with open membership every member sees every project', async () => {
    const ann = await buildMember(database, { organizationId: world.organization.id });
    const group = await buildGroup(database, {
      project: await buildProject(database, { organizationId: world.organization.id }),
    });
    expect(statusesOf(await call([group], { assignedTo: { user: ann.id } }))).toEqual(['CHANGED']);
  });

  test('T10 unknown, elsewhere, deactivated, malformed: not found, for the call', async () => {
    const other = await buildWorld(database);
    const gone = await buildMember(database, { organizationId: world.organization.id, active: false });
    const group = await build();
    const unknown: NonNullable<BulkCall['input']['assignedTo']>[] = [
      { user: '88888888' },
      { user: 'x' },
      { user: '01' },
      { user: '9223372036854775808' },
      { user: world.team.id.padEnd(12, '0') },
      { user: other.owner.id },
      { team: other.team.id },
      { team: '' },
      { email: other.owner.email },
      { username: '' },
      { username: 'a\0b' },
      { username: 'x'.repeat(100_000) },
      { user: gone.id },
      { email: gone.email },
    ];
    for (const assignedTo of unknown) {
      expect(codesOf(await call([group], { assignedTo }))).toEqual(['ACTOR_NOT_FOUND input.assignedTo']);
    }
    expect((await rowsOf(group)).group['version']).toBe(1);
  });
});

describe('T13 priority', () => {
  test('T13 locks, also with the same value', async () => {
    const [other, same, locked] = [
      await build(),
      await build({ priority: 'LOW' }),
      await build({ priority: 'LOW', priorityLockedAt: ago(DAY) }),
    ];
    expect(statusesOf(await call([other, same, locked], { priority: 'LOW' }))).toEqual([
      'CHANGED',
      'CHANGED',
      'UNCHANGED',
    ]);
    const rows = await Promise.all([other, same, locked].map(rowsOf));
    expect(rows.map(({ group }) => group['priority_locked_at'])).toEqual([NOW, NOW, ago(DAY)]);
    expect(rows.map(({ histories }) => histories)).toEqual([[`PRIORITY_LOW ${me}`], [], []]);
    expect(rows.map(({ outbox }) => outbox)).toEqual([
      ['issue.priority_changed', 'issues.changed'],
      ['issues.changed'],
      [],
    ]);
  });

  test('T13 the reset to ongoing respects the lock', async () => {
    const escalating = { substatus: 'ESCALATING', priority: 'HIGH', initialPriority: 'LOW' } as const;
    const [free, locked] = [await build(escalating), await build({ ...escalating, priorityLockedAt: ago(1) })];
    await call([free, locked], { inbox: false });
    const [a, b] = [await rowsOf(free), await rowsOf(locked)];
    expect(a.group).toMatchObject({ substatus: 'ONGOING', priority: 'LOW', priority_locked_at: null });
    expect(a.histories).toEqual([`REVIEWED ${me}`, `UNRESOLVED ${me}`, 'PRIORITY_LOW system']);
    expect(b.group).toMatchObject({ substatus: 'ONGOING', priority: 'HIGH', priority_locked_at: ago(1) });
    expect(b.histories).toEqual([`REVIEWED ${me}`, `UNRESOLVED ${me}`]);
  });

  test('T13 a priority of the same call is locked before the reset', async () => {
    const group = await build({ substatus: 'ESCALATING', priority: 'HIGH', initialPriority: 'LOW' });
    await call([group], { inbox: false, priority: 'MEDIUM' });
    expect((await rowsOf(group)).group).toMatchObject({ substatus: 'ONGOING', priority: 'MEDIUM' });
  });
});

describe('T14 inbox', () => {
  test('T14 true together with RESOLVED or IGNORED', async () => {
    const group = await build();
    for (const status of ['RESOLVED', 'IGNORED'] as const) {
      expect(codesOf(await call([group], { status, inbox: true }))).toEqual(['CONFLICTING_ATTRIBUTES input.inbox']);
    }
  });

  test('T14 false together with them is redundant: no review is recorded', async () => {
    const groups = [await build(), await build()];
    await call(groups.slice(0, 1), { status: 'RESOLVED', inbox: false });
    await call(groups.slice(1), { status: 'IGNORED', inbox: false });
    const rows = await Promise.all(groups.map(rowsOf));
    expect(rows.map(({ inbox }) => inbox)).toEqual([null, null]);
    expect(rows.map(({ histories }) => histories)).toEqual([[`RESOLVED ${me}`], [`ARCHIVED_FOREVER ${me}`]]);
  });

  test('T14 true keeps the first reason; a resolved or archived issue may be put in', async () => {
    const groups = [
      await build({ inbox: { reason: 'REGRESSION' } }),
      await build({ status: 'RESOLVED' }),
      await build({ status: 'IGNORED' }),
    ];
    expect(statusesOf(await call(groups, { inbox: true }))).toEqual(['UNCHANGED', 'CHANGED', 'CHANGED']);
    const rows = await Promise.all(groups.map(rowsOf));
    expect(rows.map(({ inbox }) => inbox?.['reason'])).toEqual(['REGRESSION', 'MANUAL', 'MANUAL']);
    expect(rows[1]).toMatchObject({ inbox: { date_added: NOW, reason_details: null }, histories: [], activities: [] });
  });

  test('T14 status, substatus and inbox together', async () => {
    const group = await build({ status: 'RESOLVED' });
    await call([group], { status: 'UNRESOLVED', substatus: 'ESCALATING', inbox: true });
    expect(await rowsOf(group)).toMatchObject({
      group: { status: 'UNRESOLVED', substatus: 'ESCALATING' },
      inbox: { reason: 'MANUAL' },
      histories: [`ESCALATING ${me}`],
    });
  });
});

describe('T18 subscriptions follow assignments', () => {
  async function teamOf(count: number, withMe = false) {
    const team = await buildTeam(database, { organizationId: world.organization.id });
    const organizationId = world.organization.id;
    await database.query('insert into project_teams (organization_id, project_id, team_id) values ($1, $2, $3)', [
      organizationId,
      world.project.id,
      team.id,
    ]);
    const others = await database.query<{ id: string }>(
      `with people as (
         insert into users (email, username, name)
         select 't18-' || $2 || '-' || n || '@example.com', 't18-' || $2 || '-' || n, 'n' from generate_series(1, $3::int) n
         returning id
       ), members as (
         insert into organization_members (organization_id, user_id, role) select $1, id, 'MEMBER' from people
       ), joined as (
         insert into team_members (organization_id, team_id, user_id) select $1, $2::bigint, id from people
       )
       select id from people order by id`,
      [organizationId, team.id, withMe ? count - 1 : count],
    );
    if (withMe)
      await database.query('insert into team_members (organization_id, team_id, user_id) values ($1, $2, $3)', [
        organizationId,
        team.id,
        me,
      ]);
    return { id: team.id, memberIds: others.map(({ id }) => id) };
  }

  test('T18 a team of 100: every member; the actor too', async () => {
    const team = await teamOf(100, true);
    const groups = [await build(), await build()];
    await call(groups, { assignedTo: { team: team.id } });
    const rows = await rowsOf(groups[1]);
    const expected = [me, ...team.memberIds].map((id) => `${id} ASSIGNED`);
    expect([...rows.subscriptions].sort()).toEqual(expected.sort());
    expect(rows.subscriptions).toHaveLength(100);
    expect(rows.teamSubscriptions).toEqual([]);
  });

  test('T18 a team of 101: the team itself only, and it goes again', async () => {
    const team = await teamOf(101, true);
    const group = await build();
    const taken = await call([group], { assignedTo: { team: team.id } });
    expect(taken.outcomes[0]?.changes?.map(({ attribute }) => attribute)).toEqual(['assignedTo']);
    expect(await rowsOf(group)).toMatchObject({ subscriptions: [], teamSubscriptions: [`${team.id} ASSIGNED`] });
    const left = await call([group], { assignedTo: null });
    expect(await rowsOf(group)).toMatchObject({ subscriptions: [], teamSubscriptions: [], assignee: null });
    const removed = await database.query('select relation from bulk_operation_removed_rows where operation_id = $1', [
      left.operationId,
    ]);
    expect(removed).toEqual([{ relation: 'group_team_subscriptions' }]);
  });

  test('T18 who is subscribed or unsubscribed already stays so', async () => {
    const team = await teamOf(3);
    const [first = '', second = '', third = ''] = team.memberIds;
    const group = await build({
      subscriptions: [
        { userId: first, isActive: false, reason: 'UNKNOWN' },
        { userId: second, reason: 'COMMENT' },
      ],
    });
    await call([group], { assignedTo: { team: team.id } });
    expect((await rowsOf(group)).subscriptions).toEqual([
      `${first} UNKNOWN inactive`,
      `${second} COMMENT`,
      `${third} ASSIGNED`,
    ]);
    await call([group], { assignedTo: null });
    expect((await rowsOf(group)).subscriptions).toEqual([`${first} UNKNOWN inactive`, `${second} COMMENT`]);
  });

  test('T18 from a team to one of its members, and back', async () => {
    const team = await teamOf(2);
    const [first = '', second = ''] = team.memberIds;
    const group = await build();
    await call([group], { assignedTo: { team: team.id } });
    const { operationId } = await call([group], { assignedTo: { user: first } });
    expect((await rowsOf(group)).subscriptions).toEqual([`${first} ASSIGNED`]);
    const removed = await database.query<{ content: { user_id: number } }>(
      'select relation, group_id, content from bulk_operation_removed_rows where operation_id = $1',
      [operationId],
    );
    expect(removed).toMatchObject([
      { relation: 'group_subscriptions', group_id: group.id, content: { user_id: Number(second), reason: 'ASSIGNED' } },
    ]);
    await call([group], { assignedTo: { team: team.id } });
    expect((await rowsOf(group)).subscriptions).toEqual([`${first} ASSIGNED`, `${second} ASSIGNED`]);
  });

  test('T18 another issue of the call keeps its own people', async () => {
    const [a, b, c] = await Promise.all(
      ['a', 'b', 'c'].map(() => buildMember(database, { organizationId: world.organization.id })),
    );
    const [toA, toB] = [await build(), await build()];
    await call([toA], { assignedTo: { user: a?.id ?? '' } });
    await call([toB], { assignedTo: { user: b?.id ?? '' } });
    await call([toA, toB], { assignedTo: { user: c?.id ?? '' } });
    expect((await rowsOf(toA)).subscriptions).toEqual([`${c?.id} ASSIGNED`]);
    expect((await rowsOf(toB)).subscriptions).toEqual([`${c?.id} ASSIGNED`]);
  });

  test('T18 the actor gives away, and a token without a user assigns', async () => {
    const ann = await buildMember(database, { organizationId: world.organization.id });
    const group = await build();
    await call([group], { assignedTo: { user: me } });
    expect((await rowsOf(group)).subscriptions).toEqual([`${me} ASSIGNED`]);
    const token = await buildToken(database, { organizationId: world.organization.id, userId: null });
    await call([group], { assignedTo: { user: ann.id } }, token);
    expect(await rowsOf(group)).toMatchObject({ subscriptions: [`${ann.id} ASSIGNED`], assignee: { user_id: ann.id } });
    await call([group], { assignedTo: { user: me } });
    await call([group], { assignedTo: null });
    expect((await rowsOf(group)).subscriptions).toEqual([]);
  });
});

test('T19 every activity, message and caused subscription points to its operation', async () => {
  const groups = [await build(), await build()];
  const { operationId } = await call(groups, { status: 'RESOLVED', assignedTo: { team: world.team.id } });
  const pointers = await database.query(
    `select 'activities' as table, count(*)::int, count(*) filter (where operation_id = $2)::int as pointing from activities where organization_id = $1
     union all select 'outbox', count(*)::int, count(*) filter (where operation_id = $2)::int from outbox_messages where organization_id = $1
     union all select 'subscriptions', count(*)::int, count(*) filter (where operation_id = $2)::int from group_subscriptions where organization_id = $1`,
    [world.organization.id, operationId],
  );
  expect(pointers).toEqual([
    { table: 'activities', count: 4, pointing: 4 },
    { table: 'outbox', count: 4, pointing: 4 },
    { table: 'subscriptions', count: 2, pointing: 2 },
  ]);
});

test("T19 a viewer's own marks are told nobody", async () => {
  const [moved, marked] = [await build(), await build({ priority: 'LOW', priorityLockedAt: ago(DAY) })];
  const both = [moved, marked];
  expect(statusesOf(await call(both, { hasSeen: true, isSubscribed: true }))).toEqual(['CHANGED', 'CHANGED']);
  expect((await Promise.all(both.map(rowsOf))).map(({ outbox }) => outbox)).toEqual([[], []]);
  expect(statusesOf(await call(both, { priority: 'LOW', isBookmarked: true }))).toEqual(['CHANGED', 'CHANGED']);
  expect((await Promise.all(both.map(rowsOf))).map(({ outbox }) => outbox)).toEqual([
    ['issue.priority_changed', 'issues.changed'],
    [],
  ]);
});

test('T21 types that forbid manual changes', async () => {
  const group = await build({ category: 'METRIC' });
  const inputs: BulkCall['input'][] = [
    { status: 'RESOLVED' },
    { status: 'IGNORED' },
    { substatus: 'ONGOING' },
    { priority: 'LOW' },
  ];
  for (const input of inputs) {
    expect(statusesOf(await call([group], input))).toEqual(['INVALID/ACTION_NOT_ALLOWED_FOR_TYPE']);
  }
  expect(statusesOf(await call([group], { assignedTo: { user: me } }))).toEqual(['CHANGED']);
});
