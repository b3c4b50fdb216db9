import { InboxStrategy } from '../../../src/domain/attributes/inbox.strategy';
import { buildGroup } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { accepted, ago, issueState, scope } from '../../support/build/state';
import { buildWorld, type World } from '../../support/build/world';
import { statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';

/** Cases of the attributes inbox and priority. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, ...given });
const rowsOf = (group: TestGroup) => issueRows(database, group);
const call = (groups: readonly TestGroup[], input: BulkCall['input']): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: groups.map(({ id }) => id), input });

test('status-unresolve-after-resolve-is-regressed', async () => {
  const [g1, g2] = [await build({ inbox: null }), await build({ inbox: null })];
  await call([g1, g2], { status: 'RESOLVED' });
  expect([(await rowsOf(g1)).inbox, (await rowsOf(g2)).inbox]).toEqual([null, null]);
  await call([g2], { status: 'UNRESOLVED' });
  expect([(await rowsOf(g1)).inbox, (await rowsOf(g2)).inbox]).toEqual([null, null]);
  expect((await rowsOf(g1)).histories).toEqual([`RESOLVED ${me}`]);
  expect((await rowsOf(g2)).histories).toEqual([`RESOLVED ${me}`, `REGRESSED ${me}`]);
});

test('status-resolve-response-inbox-key-only-on-change (the changes of the outcome tell it)', async () => {
  const [g1, g2] = [await build(), await build({ status: 'RESOLVED', inbox: { reason: 'NEW' } })];
  const first = await call([g1], { status: 'RESOLVED' });
  expect(first.outcomes[0]?.changes).toContainEqual({ attribute: 'inbox', before: { reason: 'NEW' }, after: null });
  const second = await call([g2], { status: 'RESOLVED' });
  expect(second.outcomes).toMatchObject([{ status: 'UNCHANGED', changes: null }]);
  expect((await rowsOf(g2)).inbox).toMatchObject({ reason: 'NEW' });
});

test('inbox-mark-reviewed-event', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  await call([group], { inbox: false });
  const rows = await rowsOf(group);
  expect(rows.inbox).toBeNull();
  expect(rows.outbox).toEqual(['issue.marked_reviewed', 'issues.changed']);
});

test('inbox-set-and-clear', async () => {
  const [g1, g2] = [await build({ inbox: null }), await build({ inbox: null })];
  const set = await call([g1, g2], { inbox: true });
  expect(set.applied).toMatchObject({ given: ['inbox'], inbox: true });
  for (const group of [g1, g2])
    expect(await rowsOf(group)).toMatchObject({ inbox: { reason: 'MANUAL' }, histories: [] });
  const cleared = await call([g2], { inbox: false });
  expect(cleared.applied).toMatchObject({ given: ['inbox'], inbox: false });
  const [one, two] = [await rowsOf(g1), await rowsOf(g2)];
  expect(two.inbox).toBeNull();
  expect(two.histories).toContain(`REVIEWED ${me}`);
  expect(one).toMatchObject({ inbox: { reason: 'MANUAL' }, histories: [] });
});

test('inbox-mark-reviewed-escalating', async () => {
  const group = await build({ substatus: 'ESCALATING', inbox: { reason: 'ESCALATING' } });
  await call([group], { inbox: false });
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ inbox: null, group: { status: 'UNRESOLVED', substatus: 'ONGOING' } });
  expect(rows.histories).toContain(`REVIEWED ${me}`);
});

test('inbox-add', async () => {
  const [g1, g2] = [await build(), await build({ inbox: null })];
  expect(statusesOf(await call([g1, g2], { inbox: true }))).toEqual(['UNCHANGED', 'CHANGED']);
  expect((await rowsOf(g1)).inbox).toMatchObject({ reason: 'NEW' });
  expect((await rowsOf(g2)).inbox).toMatchObject({ reason: 'MANUAL' });
});

test('inbox-add-keeps-first-reason', () => {
  const inbox = { reason: 'NEW', reasonDetails: null, dateAdded: ago(9) } as const;
  expect(accepted(new InboxStrategy().apply(issueState({ inbox }), true, scope())).state.inbox).toEqual(inbox);
});

test('inbox-remove-writes-activity', async () => {
  const group = await build({ substatus: 'ONGOING', inbox: { reason: 'NEW' } });
  await call([group], { inbox: false });
  expect(await rowsOf(group)).toMatchObject({ inbox: null, activities: [`MARK_REVIEWED ${me} null`] });
});

test('priority-bulk', async () => {
  const groups = [await build({ priority: 'HIGH' }), await build({ priority: 'MEDIUM' })];
  const answer = await call(groups, { priority: 'LOW' });
  expect(answer.applied).toMatchObject({ priority: 'LOW' });
  for (const group of groups) {
    const rows = await rowsOf(group);
    expect(rows.group['priority']).toBe('LOW');
    expect(rows.histories).toEqual([`PRIORITY_LOW ${me}`]);
    expect(rows.activities).toEqual([`SET_PRIORITY ${me} {"reason": null, "priority": "low"}`]);
  }
});

test('priority-bulk-no-change', async () => {
  const [g1, g2] = [await build({ priority: 'HIGH' }), await build({ priority: 'MEDIUM' })];
  const answer = await call([g1, g2], { priority: 'MEDIUM' });
  expect(answer.applied).toMatchObject({ priority: 'MEDIUM' });
  expect(await rowsOf(g1)).toMatchObject({
    group: { priority: 'MEDIUM' },
    histories: [`PRIORITY_MEDIUM ${me}`],
    activities: [`SET_PRIORITY ${me} {"reason": null, "priority": "medium"}`],
  });
  expect(await rowsOf(g2)).toMatchObject({ histories: [], activities: [] });
});

test('priority-auto-ongoing-restores-initial: the part that a reviewer causes', async () => {
  const group = await build({ substatus: 'ESCALATING', priority: 'MEDIUM', initialPriority: 'LOW' });
  await call([group], { inbox: false });
  const rows = await rowsOf(group);
  expect(rows.group).toMatchObject({ priority: 'LOW' });
  expect(rows.activities.at(-1)).toBe('SET_PRIORITY system {"reason": "ongoing", "priority": "low"}');
  expect(rows.histories.at(-1)).toBe('PRIORITY_LOW system');
});
