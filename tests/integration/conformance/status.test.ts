import { readInput } from '../../../src/domain/attributes/read-input';
import { inferSubstatus } from '../../../src/domain/attributes/status/reopen';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { buildMember } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';

/** Cases of the attributes status, ignore and archive, and those of validation and permission about them. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const T0 = new Date('2027-03-01T10:00:00.000Z');
const DAY = 24 * 60 * 60_000;
const daysAgo = (days: number): Date => new Date(T0.getTime() - days * DAY);

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
  bulk.now = T0;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: T0, ...given });
const call = ({ id }: TestGroup, input: BulkCall['input']): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: [id], input });
const rowsOf = (group: TestGroup) => issueRows(database, group);

test('status-unresolve-resolved-explicit-ongoing', async () => {
  const group = await build({ status: 'RESOLVED' });
  await call(group, { status: 'UNRESOLVED', substatus: 'ONGOING' });
  const rows = await rowsOf(group);
  expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING' });
  expect(rows.outbox).toContain('issue.unresolved');
  expect(rows.outbox).not.toContain('issue.ignored');
  expect(rows.inbox).toBeNull();
});

test.each([
  ['status-unignore-old-issue-defaults-to-ongoing', { status: 'UNRESOLVED' }],
  ['status-unignore-old-issue-explicit-ongoing', { status: 'UNRESOLVED', substatus: 'ONGOING' }],
] as const)('%s', async (_, input) => {
  const group = await build({ status: 'IGNORED', firstSeen: daysAgo(8) });
  await call(group, input);
  const rows = await rowsOf(group);
  expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING' });
  expect(rows.outbox).toContain('issue.unignored');
});

function archiveOf(statusDetails: BulkCall['input']['statusDetails']): unknown {
  const reading = readInput({ status: 'IGNORED', ...(statusDetails && { statusDetails }) });
  const change = reading.valid ? reading.changes.status : undefined;
  return change?.kind === 'archive' ? change.archive.substatus : reading;
}

test.each([
  { ignoreDuration: 50 },
  { snoozeDuration: 50 },
  { ignoreCount: 50 },
  { ignoreUserCount: 50 },
  { ignoreCount: 50, ignoreWindow: 50 },
  { ignoreUserCount: 50, ignoreUserWindow: 50 },
])('substatus-infer-ignored-condition: %j (T3 wins: a window needs its count)', (statusDetails) => {
  expect(archiveOf(statusDetails)).toBe('ARCHIVED_UNTIL_CONDITION_MET');
});

test('substatus-infer-ignored-forever', () => {
  expect(archiveOf({})).toBe('ARCHIVED_FOREVER');
  expect(archiveOf(undefined)).toBe('ARCHIVED_FOREVER');
});

test.each([
  ['substatus-infer-unresolved-new', { status: 'IGNORED', firstSeen: T0 }, 'NEW'],
  ['substatus-infer-unresolved-ongoing', { status: 'IGNORED', firstSeen: daysAgo(10) }, 'ONGOING'],
  ['substatus-infer-unresolved-regressed', { status: 'RESOLVED', firstSeen: daysAgo(10) }, 'REGRESSED'],
] as const)('%s', (...[, state, expected]) => {
  expect(inferSubstatus(state, T0)).toBe(expected);
});

test.each([
  ['status-change-unresolve-ignored-records', 'IGNORED', 'issue.unignored'],
  ['status-change-unresolve-resolved-records', 'RESOLVED', 'issue.unresolved'],
] as const)('%s', async (...[, status, event]) => {
  const group = await build({ status });
  await call(group, { status: 'UNRESOLVED', substatus: 'ONGOING' });
  const rows = await rowsOf(group);
  expect(rows.outbox).toContain(event);
  expect(rows.activities).toEqual([`SET_UNRESOLVED ${me} {}`]);
  expect(rows.histories).toEqual([`UNRESOLVED ${me}`]);
});

test('status-change-ignore-with-duration-records (a substatus always reaches the history, so it is not the generic IGNORED)', async () => {
  const group = await build();
  await call(group, { status: 'IGNORED', statusDetails: { ignoreDuration: 30 } });
  const rows = await rowsOf(group);
  expect(rows.outbox).toContain('issue.ignored');
  const [activity] = await database.query<{ type: string; data: Record<string, unknown> }>(
    'select type, data from activities where group_id = $1',
    [group.id],
  );
  expect(activity).toEqual({
    type: 'SET_IGNORED',
    data: {
      ...{ ignoreCount: null, ignoreUserCount: null, ignoreUserWindow: null, ignoreWindow: null },
      ignoreDuration: 30,
      ignoreUntil: '2027-03-01T10:30:00.000Z',
      ignoreUntilEscalating: null,
    },
  });
  expect(rows.activities).toHaveLength(1);
  expect(rows.histories).toEqual([`ARCHIVED_UNTIL_CONDITION_MET ${me}`]);
});

test('status-resolve-as-plain-member', async () => {
  const organizationId = world.organization.id;
  const member = await buildMember(database, { organizationId, teamIds: [world.team.id] });
  const token = await buildToken(database, { organizationId, userId: member.id });
  const group = await build();
  const where = { projects: [world.project.slug], query: 'is:unresolved' };
  const answer = await bulk.call(token, { where, input: { status: 'RESOLVED' } });
  expect(statusesOf(answer)).toEqual(['CHANGED']);
  expect(answer.applied).toMatchObject({ given: ['status'], status: 'RESOLVED', statusDetails: {} });
  expect(await rowsOf(group)).toMatchObject({ group: { status: 'RESOLVED' }, inbox: null });
});

test('status-unresolve-snoozed (T2 wins: it was shown unresolved already, so nothing is recorded)', async () => {
  const group = await build({
    status: 'IGNORED',
    substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
    snooze: { until: daysAgo(1) },
  });
  const answer = await call(group, { status: 'UNRESOLVED' });
  expect(statusesOf(answer)).toEqual(['UNCHANGED']);
  expect(answer.applied).toMatchObject({ status: 'UNRESOLVED', statusDetails: {} });
  expect((await rowsOf(group)).histories).toEqual([]);
});

test.each<[string, GroupOptions]>([
  ['still holds', { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until: new Date(T0.getTime() + DAY) } }],
  ['was left over', { substatus: 'ARCHIVED_FOREVER', snooze: { count: 100 } }],
])('status-unresolve-snoozed, of a snooze that %s', async (_, given) => {
  const group = await build({ status: 'IGNORED', ...given });
  await call(group, { status: 'UNRESOLVED' });
  expect(await rowsOf(group)).toMatchObject({
    group: { status: 'UNRESOLVED' },
    snooze: null,
    histories: [`UNRESOLVED ${me}`],
  });
});

test('status-single-issue-resolve', async () => {
  const group = await build();
  await call(group, { status: 'RESOLVED' });
  expect(await rowsOf(group)).toMatchObject({ group: { status: 'RESOLVED' }, subscriptions: [`${me} STATUS_CHANGE`] });
});

test('status-resolve-refused-for-unresolvable-type', async () => {
  const [error, metric] = await buildGroups(database, 2, {
    project: world.project,
    each: (n) => (n === 1 ? { category: 'METRIC' } : {}),
  });
  const answer = await bulk.call(world.token, { where: { query: 'is:unresolved' }, input: { status: 'RESOLVED' } });
  expect(codesOf(answer)).toEqual(['ACTION_NOT_ALLOWED_FOR_TYPE input.status']);
  expect(answer.problems[0]?.issueIds).toEqual([metric?.id]);
  expect((await issueRows(database, error ?? { id: '0' })).group['status']).toBe('UNRESOLVED');
});

test('archive-forever-explicit', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  await call(group, { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' });
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ group: { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }, inbox: null });
  expect(rows.outbox).toEqual(['issue.ignored', 'issues.changed']);
});

test('archive-until-condition-explicit', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  const statusDetails = { ignoreDuration: 1 };
  await call(group, { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails });
  const rows = await rowsOf(group);
  expect(rows.group).toMatchObject({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' });
  expect(rows).toMatchObject({ inbox: null, snooze: { until: new Date(T0.getTime() + 60_000) } });
  expect(rows.outbox).toContain('issue.ignored');
});

test('ignore-basic-clears-old-snooze', async () => {
  const group = await build({ status: 'RESOLVED', snooze: { until: T0 } });
  const answer = await call(group, { status: 'IGNORED' });
  expect(answer.applied).toMatchObject({ status: 'IGNORED', statusDetails: {} });
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ group: { status: 'IGNORED' }, snooze: null, inbox: null });
  expect(rows.histories).toEqual([`ARCHIVED_FOREVER ${me}`]);
});

test('ignore-count', async () => {
  const group = await build({ status: 'RESOLVED', timesSeen: 1 });
  const answer = await call(group, { status: 'IGNORED', statusDetails: { ignoreCount: 100 } });
  const none = { until: null, window: null, user_count: null, user_window: null };
  expect((await rowsOf(group)).snooze).toMatchObject({ ...none, count: 100, times_seen_baseline: '1', actor_id: me });
  expect(answer.applied?.['statusDetails']).toEqual({ ignoreCount: 100, actorId: me });
});

test('ignore-user-count', async () => {
  const group = await build({ status: 'RESOLVED', timesSeen: 10, usersSeen: 10 });
  const answer = await call(group, { status: 'IGNORED', statusDetails: { ignoreUserCount: 10 } });
  const none = { until: null, count: null, window: null, user_window: null };
  expect((await rowsOf(group)).snooze).toMatchObject({ ...none, user_count: 10, users_seen_baseline: 10 });
  expect(answer.applied?.['statusDetails']).toEqual({ ignoreUserCount: 10, actorId: me });
});

test('ignore-handler-forever', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  const answer = await call(group, { status: 'IGNORED', statusDetails: {} });
  expect(answer.applied).toMatchObject({ statusDetails: {} });
  expect(await rowsOf(group)).toMatchObject({ inbox: null, snooze: null });
});
