import { buildGroup, buildGroups } from '../../../support/build/group';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildOperation } from '../../../support/build/operation';
import { buildMember, buildProject, type TestMember } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { countRows, issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';
import { issueChecksums, unlike } from '../../../support/undo/issue-checksums';
import { undoThrough } from '../../../support/undo/undo-through';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const NOW = new Date('2027-03-01T10:00:00.000Z');
const DAY = 24 * 60 * 60_000;
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

let world: World;
let other: TestMember;
let otherToken: TestToken;
beforeEach(async () => {
  world = await buildWorld(database);
  const organizationId = world.organization.id;
  other = await buildMember(database, { organizationId, teamIds: [world.team.id] });
  otherToken = await buildToken(database, { organizationId, userId: other.id });
  bulk.now = NOW;
});

const issue = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: after(-DAY), ...given });
const change = (id: string, input: Parameters<typeof bulk.call>[1]['input']): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: [id], input });
const undo = (id: string, options: Parameters<typeof bulk.undo>[2] = {}): Promise<BulkAnswer> =>
  bulk.undo(world.token, id, options);

async function fieldOf(id: string): Promise<Record<string, unknown>> {
  const [row = {}] = await database.query<Record<string, unknown>>('select * from bulk_operations where id = $1', [id]);
  return row;
}

describe('U1: what an undo restores', () => {
  test('U1 the feed, the history and the outbox tell of it, with the undo as their operation', async () => {
    const group = await issue({ assignee: { userId: other.id }, priority: 'LOW' });
    const { operationId } = await change(group.id, { status: 'RESOLVED', priority: 'HIGH', assignedTo: null });
    const before = await issueRows(database, group);
    bulk.now = after(1_000);
    const undone = await bulk.undo(otherToken, operationId);
    const now = await issueRows(database, group);
    const me = other.id;
    const assignee = { assignee: me, assigneeEmail: other.email, assigneeName: other.name, assigneeType: 'user' };
    expect(now.activities.slice(before.activities.length).map((line) => line.split(' ')[0])).toEqual([
      'SET_UNRESOLVED',
      'SET_PRIORITY',
      'ASSIGNED',
    ]);
    expect(now.histories.slice(before.histories.length)).toEqual([
      `UNRESOLVED ${me}`,
      `PRIORITY_LOW ${me}`,
      `ASSIGNED ${me}`,
    ]);
    const lines = await database.query<{ data: unknown; operation_id: string }>(
      `select data, operation_id from activities where group_id = $1 and type = 'ASSIGNED'`,
      [group.id],
    );
    expect(lines).toEqual([{ data: assignee, operation_id: undone.operationId }]);
    expect(now.outbox.slice(before.outbox.length).sort()).toEqual([
      'issue.assigned',
      'issue.priority_changed',
      'issue.unresolved',
      'issues.changed',
    ]);
    expect(now.group).toMatchObject({ version: 3, changed_at: bulk.now, resolved_at: null });
  });

  test('T2: undoing a resolve clears resolved_at, and undoing a reopen brings it back', async () => {
    const group = await issue();
    const resolve = await change(group.id, { status: 'RESOLVED' });
    const resolved = await issueRows(database, group);
    await undo(resolve.operationId);
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED', resolved_at: null });
    const again = await change(group.id, { status: 'RESOLVED' });
    const reopen = await change(group.id, { status: 'UNRESOLVED' });
    bulk.now = after(5_000);
    await undo(reopen.operationId);
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'RESOLVED', resolved_at: NOW });
    expect(resolved.group).toMatchObject({ resolved_at: NOW });
    expect(again.counts).toEqual({ changed: 1 });
  });

  test('U1 a share comes back under the same id, and changes name it', async () => {
    const group = await issue();
    const shared = await change(group.id, { isPublic: true });
    const uuid = shared.outcomes[0]?.changes?.[0]?.after;
    const hidden = await change(group.id, { isPublic: false });
    const undone = await undo(hidden.operationId);
    expect(undone.outcomes[0]?.changes).toEqual([{ attribute: 'isPublic', before: null, after: uuid }]);
    expect(await database.query('select uuid from group_shares where group_id = $1', [group.id])).toEqual([{ uuid }]);
  });

  test('U1 the marks are those of whoever made the call, whoever undoes it', async () => {
    const group = await issue({ subscriptions: [{ userId: other.id, reason: 'COMMENT' }] });
    const { operationId } = await change(group.id, { isBookmarked: true, hasSeen: true });
    await bulk.call(otherToken, { ids: [group.id], input: { isBookmarked: true, hasSeen: true } });
    const undone = await bulk.undo(otherToken, operationId);
    expect(undone.outcomes[0]?.changes?.map(({ attribute, after: value }) => [attribute, value])).toEqual([
      ['hasSeen', false],
      ['isBookmarked', false],
      ['isSubscribed', false],
    ]);
    const marks = await database.query(
      `select user_id from group_bookmarks where group_id = $1 union all
       select user_id from group_seens where group_id = $1`,
      [group.id],
    );
    expect(marks).toEqual([{ user_id: other.id }, { user_id: other.id }]);
    expect((await issueRows(database, group)).subscriptions).toEqual([`${other.id} COMMENT`]);
  });

  test('U1 whom an assignment has subscribed is not told any more, unless they have said so since', async () => {
    const third = await buildMember(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const thirdToken = await buildToken(database, { organizationId: world.organization.id, userId: third.id });
    const group = await issue();
    const { operationId } = await change(group.id, { assignedTo: { team: world.team.id } });
    await bulk.call(thirdToken, { ids: [group.id], input: { isSubscribed: false } });
    const caused = (await issueRows(database, group)).subscriptions;
    expect(caused).toEqual([`${world.owner.id} ASSIGNED`, `${other.id} ASSIGNED`, `${third.id} UNKNOWN inactive`]);
    expect(statusesOf(await undo(operationId))).toEqual(['CHANGED']);
    expect((await issueRows(database, group)).subscriptions).toEqual([`${third.id} UNKNOWN inactive`]);
  });

  test('U1 `changes` show statuses as people see them', async () => {
    const group = await issue({
      ...{ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
      snooze: { until: after(60_000), dateAdded: NOW },
    });
    const { operationId } = await change(group.id, { status: 'RESOLVED' });
    bulk.now = after(120_000);
    const { outcomes } = await undo(operationId);
    expect(outcomes[0]?.changes?.[0]).toMatchObject({
      ...{ attribute: 'status', before: { status: 'RESOLVED' } },
      after: { status: 'UNRESOLVED', substatus: 'ONGOING' },
    });
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'IGNORED' });
  });
});

describe('U1: what has changed since is left alone', () => {
  test.each([
    ['the issue itself', { priority: 'HIGH' }, { status: 'RESOLVED' }, 'CONFLICT/VERSION_CONFLICT'],
    ['a mark that the operation made', { isBookmarked: true }, { isBookmarked: false }, 'CONFLICT/VERSION_CONFLICT'],
    ['a subscription that it caused', { status: 'RESOLVED' }, { isSubscribed: false }, 'CONFLICT/VERSION_CONFLICT'],
    ['another mark', { isBookmarked: true }, { hasSeen: true }, 'CHANGED'],
    ['only a mark, since a change of the issue', { priority: 'HIGH' }, { hasSeen: true }, 'CHANGED'],
    ['nothing, though asked', { priority: 'HIGH' }, { priority: 'HIGH' }, 'CHANGED'],
  ] as const)('U1 %s: %j, then %j', async (...[, first, second, outcome]) => {
    const group = await issue();
    const { operationId } = await change(group.id, first);
    await change(group.id, second);
    const before = await issueChecksums(database, world.organization.id, [group.id]);
    const undone = await undo(operationId);
    expect(statusesOf(undone)).toEqual([outcome]);
    const now = await issueChecksums(database, world.organization.id, [group.id]);
    expect(unlike(before, now).length > 0).toBe(outcome === 'CHANGED');
  });

  test('A3 U1: an explicit ALL_OR_NOTHING refuses the whole, and does not count as the one undo', async () => {
    const groups = await buildGroups(database, 3, { project: world.project });
    const ids = groups.map(({ id }) => id);
    const { operationId } = await bulk.call(world.token, { ids, input: { priority: 'HIGH' } });
    await change(ids[1] ?? '', { priority: 'LOW' });
    const before = await countRows(database, world.organization.id);
    const refused = await undo(operationId, { errorPolicy: 'ALL_OR_NOTHING' });
    expect(refused.problems).toMatchObject([
      { code: 'VERSION_CONFLICT', field: ['id'], issueIds: [ids[1]], issueCount: 1 },
    ]);
    expect(await countRows(database, world.organization.id)).toEqual(before);
    expect(statusesOf(await undo(operationId))).toEqual(['CHANGED', 'CONFLICT/VERSION_CONFLICT', 'CHANGED']);
  });

  test('O2: expectations of the caller count too', async () => {
    const [first, second] = await buildGroups(database, 2, { project: world.project });
    const ids = [first?.id ?? '', second?.id ?? ''];
    const { operationId } = await bulk.call(world.token, { ids, input: { priority: 'HIGH' } });
    const [known = ''] = ids;
    const stranger = { expectedVersions: [{ id: '999999999', version: 1 }] };
    expect(codesOf(await undo(operationId, stranger))).toEqual(['INVALID_INPUT options.expectedVersions']);
    expect(codesOf(await undo(operationId, { expectedCount: 1 }))).toEqual(['UNEXPECTED_COUNT options.expectedCount']);
    const undone = await undo(operationId, { expectedVersions: [{ id: known, version: 1 }], expectedCount: 2 });
    expect(statusesOf(undone)).toEqual(['CONFLICT/VERSION_CONFLICT', 'CHANGED']);
  });
});

describe('U3: once, and again the other way', () => {
  test('U3 a second undo is refused with the first one, and an undo of the undo is a redo', async () => {
    const group = await issue();
    const { operationId } = await change(group.id, { status: 'IGNORED', statusDetails: { ignoreCount: 5 } });
    const changed = await issueChecksums(database, world.organization.id, [group.id]);
    const first = await undo(operationId);
    const second = await undo(operationId);
    expect(codesOf(second)).toEqual(['NOT_UNDOABLE id']);
    expect(second.problems[0]?.details).toMatchObject({ undoneBy: first.operationId });
    const redo = await undo(first.operationId);
    expect(statusesOf(redo)).toEqual(['CHANGED']);
    expect(unlike(changed, await issueChecksums(database, world.organization.id, [group.id]))).toEqual([]);
    expect(codesOf(await undo(first.operationId))).toEqual(['NOT_UNDOABLE id']);
    expect(await fieldOf(redo.operationId)).toMatchObject({
      ...{ kind: 'UNDO', input: null, undoes_id: first.operationId, origin_id: operationId, undo_depth: 2 },
      undoable_until: after(30 * DAY),
    });
    expect(await fieldOf(first.operationId)).toMatchObject({ undoes_id: operationId, undone_by_id: redo.operationId });
  });

  test('O4: a dry undo shows what would be, changes nothing, and does not count', async () => {
    const group = await issue();
    const { operationId } = await change(group.id, {
      isPublic: true,
      priority: 'HIGH',
      assignedTo: { user: other.id },
    });
    const before = await countRows(database, world.organization.id);
    const sums = await issueChecksums(database, world.organization.id, [group.id]);
    const dry = await undo(operationId, { dryRun: true });
    expect(dry.counts).toEqual({ changed: 1 });
    expect(dry.outcomes).toMatchObject([{ status: 'CHANGED', before: null }]);
    expect(dry.record).toMatchObject({ dry_run: true, undoes_id: operationId, undoable_until: null });
    const now = await countRows(database, world.organization.id);
    const kept = { bulk_operations: 2, bulk_operation_outcomes: 2 };
    expect(now).toEqual({ ...before, ...kept });
    expect(unlike(sums, await issueChecksums(database, world.organization.id, [group.id]))).toEqual([]);
    expect(codesOf(await undo(dry.operationId))).toEqual(['NOT_UNDOABLE id']);
    expect((await undo(operationId)).outcomes[0]?.changes).toEqual(dry.outcomes[0]?.changes);
  });

  test('U4: an operation can be undone until its undoableUntil, and only if it has changed something', async () => {
    const group = await issue();
    const { operationId, record } = await change(group.id, { priority: 'HIGH' });
    expect(record['undoable_until']).toEqual(after(30 * DAY));
    const same = await change(group.id, { priority: 'HIGH' });
    expect(codesOf(await undo(same.operationId))).toEqual(['NOT_UNDOABLE id']);
    bulk.now = after(30 * DAY);
    expect(codesOf(await undo(operationId))).toEqual(['NOT_UNDOABLE id']);
    bulk.now = after(30 * DAY - 1);
    expect(statusesOf(await undo(operationId))).toEqual(['CHANGED']);
  });

  test('I1: a repeat with the same key answers from the first undo; with another operation it is refused', async () => {
    const [one, two] = [await issue(), await issue()];
    const first = await change(one.id, { priority: 'HIGH' });
    const second = await change(two.id, { priority: 'HIGH' });
    const key = { idempotencyKey: 'undo-1' };
    const undone = await undo(first.operationId, key);
    expect(await undo(first.operationId, key)).toEqual(undone);
    expect(codesOf(await undo(second.operationId, key))).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
    expect(statusesOf(await undo(second.operationId))).toEqual(['CHANGED']);
  });
});

describe('P1 U4: who may undo what', () => {
  test('P1 ids that are none, foreign operations and those of hidden issues are not found, in one wording', async () => {
    const foreign = await buildWorld(database);
    const theirs = await buildGroup(database, { project: foreign.project });
    const call = await bulk.call(foreign.token, { ids: [theirs.id], input: { priority: 'HIGH' } });
    const hidden = await buildHidden();
    const problems = await Promise.all(
      ['', '0', 'x', '999999999999', call.operationId, hidden].map(
        async (id) => (await bulk.undo(otherToken, id)).problems,
      ),
    );
    const message = 'There is no such operation.';
    expect(problems).toMatchObject(problems.map(() => [{ code: 'NOT_FOUND', field: ['id'], message }]));
  });

  /** An operation on an issue that `other` does not see. */
  async function buildHidden(): Promise<string> {
    await database.query('update organizations set open_membership = false where id = $1', [world.organization.id]);
    const project = await buildProject(database, { organizationId: world.organization.id });
    const group = await buildGroup(database, { project });
    const everything = await buildToken(database, { organizationId: world.organization.id, userId: null });
    return (await bulk.call(everything, { ids: [group.id], input: { priority: 'HIGH' } })).operationId;
  }

  test('U3 P1 an operation is not undone by somebody who sees a part of its issues, and stays undoable for others', async () => {
    await database.query('update organizations set open_membership = false where id = $1', [world.organization.id]);
    const project = await buildProject(database, { organizationId: world.organization.id });
    const [seen, hidden] = [await issue(), await buildGroup(database, { project })];
    const everything = await buildToken(database, { organizationId: world.organization.id, userId: null });
    const ids = [hidden.id, seen.id];
    const { operationId } = await bulk.call(everything, { ids, input: { priority: 'HIGH' } });
    const refused = await bulk.undo(otherToken, operationId);
    expect(refused.problems).toMatchObject([{ code: 'NOT_UNDOABLE', field: ['id'] }]);
    expect(refused.problems[0]?.message).toContain('that you cannot see');
    expect((await issueRows(database, seen)).group).toMatchObject({ priority: 'HIGH', version: 2 });
    const rehearsed = await bulk.undo(otherToken, operationId, { dryRun: true });
    expect(rehearsed.outcomes).toMatchObject([{ issueId: seen.id, status: 'CHANGED' }]);
    expect(statusesOf(await bulk.undo(everything, operationId))).toEqual(['CHANGED', 'CHANGED']);
    expect((await issueRows(database, hidden)).group).toMatchObject({ version: 3 });
  });

  test.each([
    ['a discard', { kind: 'MUTATE', input: { discard: true } }],
    ['a deletion', { kind: 'DELETE', input: { status: 'RESOLVED' } }],
  ] as const)('P1 %s, its undo and its redo need event:admin', async (_, original) => {
    const group = await issue({ version: 2 });
    const organizationId = world.organization.id;
    const outcomes = [{ groupId: group.id, status: 'CHANGED', before: { version: 1, priority: 'LOW' } } as const];
    const record = { organizationId, outcomes, ...original, undoableUntil: after(DAY) };
    const operationId = await buildOperation(database, record);
    const denied = await bulk.undo(otherToken, operationId);
    expect(denied.problems).toMatchObject([{ code: 'PERMISSION_DENIED', details: { scopes: ['event:admin'] } }]);
    const undone = await undo(operationId);
    expect(statusesOf(undone)).toEqual(['CHANGED']);
    expect(codesOf(await bulk.undo(otherToken, undone.operationId))).toEqual(['PERMISSION_DENIED']);
  });

  test('P1 a token that may only read is denied, whatever it names', async () => {
    const reader = await buildToken(database, {
      ...{ organizationId: world.organization.id, userId: world.owner.id },
      scopes: ['event:read', 'org:admin'],
    });
    expect(codesOf(await bulk.undo(reader, 'x'))).toEqual(['PERMISSION_DENIED']);
  });
});

describe('S5: an undo reaches what its operation is deleting', () => {
  const STATES = { PENDING_DELETION: 'NOT_FOUND', PENDING_MERGE: 'CONFLICT/VERSION_CONFLICT' } as const;
  test.each(Object.entries(STATES))('S5 %s: put back where the operation did that', async (status, otherwise) => {
    const organizationId = world.organization.id;
    const built = async (version: number): Promise<BulkAnswer> => {
      const group = await issue({ status: status as keyof typeof STATES, substatus: null, version });
      const before = { version: 1, status: 'UNRESOLVED', substatus: 'NEW', resolvedAt: null, activeAt: NOW };
      const outcomes = [{ groupId: group.id, status: 'CHANGED', before } as const];
      return undo(await buildOperation(database, { organizationId, outcomes, undoableUntil: after(DAY) }));
    };
    expect(statusesOf(await built(2))).toEqual(['CHANGED']);
    expect(statusesOf(await built(3))).toEqual([otherwise]);
  });

  test('S5 an issue that is gone is not found', async () => {
    const groups = await buildGroups(database, 2, { project: world.project });
    const ids = groups.map(({ id }) => id);
    const { operationId } = await bulk.call(world.token, { ids, input: { priority: 'HIGH' } });
    await database.query('with gone as (delete from groups where id = $1) select 1', [ids[0]]);
    expect(statusesOf(await undo(operationId))).toEqual(['NOT_FOUND', 'CHANGED']);
  });
});

describe('A4 S9: how much one undo takes', () => {
  const KINDS: readonly GroupOptions[] = [{}, { status: 'IGNORED', snooze: { count: 5 } }, { status: 'RESOLVED' }];

  /** An operation on so many issues in different states, assigned to different people. */
  async function operationOn(count: number): Promise<string> {
    const assignees = [{ userId: other.id }, { teamId: world.team.id }];
    const each = (index: number): GroupOptions => ({
      ...KINDS[index % KINDS.length],
      assignee: assignees[index % assignees.length] ?? { userId: other.id },
    });
    const ids = (await buildGroups(database, count, { project: world.project, each })).map(({ id }) => id);
    const input = { status: 'UNRESOLVED', priority: 'HIGH', assignedTo: null, isPublic: true } as const;
    return (await bulk.call(world.token, { ids, input })).operationId;
  }

  async function labelsOf(id: string): Promise<string[]> {
    const caller = await callerOf(database.unitOfWork, world.token);
    const labels: string[] = [];
    const unitOfWork = new IntervenedUnitOfWork(database.dataSource, (statement) => {
      labels.push(statement.label);
      return statement;
    });
    expect((await undoThrough(unitOfWork, { caller, id })).refused).toBe(false);
    return labels;
  }

  test('A4: the same statements for 500 issues as for 10', async () => {
    const ten = await labelsOf(await operationOn(10));
    expect(await labelsOf(await operationOn(500))).toEqual(ten);
    process.stdout.write(`  an undo of everything takes ${ten.length} statements\n`);
  });

  test('A4: the subscriptions of others are looked for where an assignment goes back, and nowhere else', async () => {
    const group = await issue();
    const assigned = await change(group.id, { assignedTo: { user: other.id } });
    expect(await labelsOf(assigned.operationId)).toContain('remove-caused-subscriptions');
    const resolved = await change(group.id, { status: 'RESOLVED' });
    const labels = await labelsOf(resolved.operationId);
    expect(labels).toContain('update-groups');
    expect(labels.filter((label) => /^(remove-caused|bring-back)/.test(label))).toEqual([]);
  });

  test('S9: an undo that must not become a job is refused beyond the issues that one call may change', async () => {
    const caller = await callerOf(database.unitOfWork, world.token);
    const id = await operationOn(3);
    const refused = await undoThrough(database.unitOfWork, { caller, id, mode: 'SYNC', synchronousLimit: 2 });
    expect(refused).toMatchObject({ refused: true, problems: [{ code: 'SELECTION_TOO_LARGE', field: ['id'] }] });
    const done = await undoThrough(database.unitOfWork, { caller, id, synchronousLimit: 3 });
    expect(done.refused).toBe(false);
  });
});
