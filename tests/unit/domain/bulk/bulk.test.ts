import { prepareChanges } from '../../../../src/domain/attributes/registry';
import type { ChangeSet } from '../../../../src/domain/attributes/changes';
import { appliedAttributes } from '../../../../src/domain/bulk/applied-attributes';
import { judgeIssue, type Expectation, type Judgement } from '../../../../src/domain/bulk/judge-issue';
import { checkOptions, type MutationOptions } from '../../../../src/domain/bulk/mutation-options';
import { checkSelection, type SelectionInput } from '../../../../src/domain/bulk/selection';
import { isIdentifier } from '../../../../src/domain/identifier';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import {
  ACTOR,
  ago,
  archivedState,
  factReader,
  issueState,
  logLines,
  NOW,
  resolvedState,
  scope,
  snoozeOf,
  user,
} from '../../../support/build/state';

const NOTHING_EXPECTED: Expectation = { unchangedSince: null, versions: new Map() };

async function judge(
  state: IssueState,
  changes: ChangeSet,
  expectation: Expectation = NOTHING_EXPECTED,
): Promise<Judgement> {
  const read = factReader({ assignee: () => Promise.resolve(user()) });
  const prepared = await prepareChanges({ changes, actor: ACTOR, read });
  return judgeIssue({ changes: prepared, scope: scope({ changes }), expectation })(state);
}

describe('O1 one outcome, the first that applies', () => {
  const high: ChangeSet = { priority: 'HIGH' };
  const stale: Expectation = { unchangedSince: null, versions: new Map([['1', 2]]) };

  test.each<[string, IssueState, ChangeSet, Expectation, object]>([
    [
      'SKIPPED before CONFLICT',
      issueState({ status: 'PENDING_MERGE' }),
      high,
      stale,
      { status: 'SKIPPED', code: 'NOT_MUTABLE' },
    ],
    [
      'S5 REPROCESSING',
      issueState({ status: 'REPROCESSING' }),
      high,
      NOTHING_EXPECTED,
      { status: 'SKIPPED', code: 'NOT_MUTABLE' },
    ],
    [
      'CONFLICT before INVALID',
      issueState({ category: 'METRIC' }),
      high,
      stale,
      { status: 'CONFLICT', code: 'VERSION_CONFLICT' },
    ],
    [
      'INVALID before CHANGED',
      resolvedState(),
      { priority: 'HIGH', substatus: { kind: 'reopen', substatus: 'ONGOING' } },
      NOTHING_EXPECTED,
      { status: 'INVALID', code: 'INVALID_INPUT', attribute: 'substatus' },
    ],
    [
      'CHANGED where one attribute of two changes',
      issueState({ inbox: null }),
      { inbox: true, status: { kind: 'reopen', substatus: null } },
      NOTHING_EXPECTED,
      { status: 'CHANGED' },
    ],
    [
      'UNCHANGED',
      resolvedState(),
      { status: { kind: 'resolve' }, inbox: false },
      NOTHING_EXPECTED,
      { status: 'UNCHANGED' },
    ],
    ['UNCHANGED where nothing is asked', issueState(), {}, NOTHING_EXPECTED, { status: 'UNCHANGED' }],
  ])('%s', async (...[, state, changes, expectation, expected]) => {
    expect(await judge(state, changes, expectation)).toMatchObject(expected);
  });

  test.each([
    [-1, 'CONFLICT'],
    [0, 'CHANGED'],
    [1, 'CHANGED'],
  ])('O2 unchangedSince %i ms after the change: %s', async (offset, status) => {
    const state = issueState({ changedAt: ago(9) });
    const unchangedSince = new Date(ago(9).getTime() + offset);
    expect((await judge(state, high, { unchangedSince, versions: new Map() })).status).toBe(status);
  });

  test('a version that is not named is not checked', async () => {
    expect((await judge(issueState(), high, { unchangedSince: null, versions: new Map([['2', 9]]) })).status).toBe(
      'CHANGED',
    );
  });
});

describe('A4 the order of application', () => {
  test('is fixed, whatever the order of the input', async () => {
    const changes: ChangeSet = {
      inbox: false,
      assignedTo: { actor: { by: 'user', id: '6' }, integration: null },
      status: { kind: 'reopen', substatus: 'ESCALATING' },
      priority: 'HIGH',
    };
    const judged = await judge(resolvedState({ initialPriority: 'LOW' }), changes);
    expect(
      judged.status === 'CHANGED' && logLines(judged.log).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      'activity SET_PRIORITY',
      'history PRIORITY_HIGH',
      'notice issue.priority_changed',
      'activity SET_UNRESOLVED',
      'history ESCALATING',
      'notice issue.unresolved',
      'activity ASSIGNED',
      'history ASSIGNED',
      'notice issue.assigned',
      'assignee nobody',
      'notice issue.marked_reviewed',
      'activity AUTO_SET_ONGOING',
      'history UNRESOLVED',
    ]);
    // The priority was locked first, so the end of the escalation leaves it alone.
    expect(judged).toMatchObject({ last: { priority: 'HIGH', substatus: 'ONGOING', priorityLockedAt: NOW } });
  });
});

describe('T2 rules judge the status as shown', () => {
  const expired = archivedState({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: snoozeOf({ until: ago(5) }) });
  test.each<[string, ChangeSet, object]>([
    ['UNRESOLVED', { status: { kind: 'reopen', substatus: null } }, { status: 'UNCHANGED' }],
    ['substatus ONGOING', { substatus: { kind: 'reopen', substatus: 'ONGOING' } }, { status: 'UNCHANGED' }],
    ['inbox: false', { inbox: false }, { status: 'UNCHANGED' }],
    [
      'RESOLVED',
      { status: { kind: 'resolve' } },
      { status: 'CHANGED', last: { status: 'RESOLVED', snooze: null, activeAt: ago(5) } },
    ],
    [
      'IGNORED',
      { status: { kind: 'archive', archive: { substatus: 'ARCHIVED_FOREVER' } } },
      { status: 'CHANGED', last: { substatus: 'ARCHIVED_FOREVER', snooze: null } },
    ],
    [
      'an archived substatus alone',
      { substatus: { kind: 'archive', archive: { substatus: 'ARCHIVED_FOREVER' } } },
      { status: 'INVALID', code: 'INVALID_INPUT' },
    ],
    [
      'priority',
      { priority: 'LOW' },
      { status: 'CHANGED', difference: { next: { status: 'IGNORED', priority: 'LOW' } } },
    ],
  ])('%s on an issue whose snooze has run out', async (_, changes, expected) => {
    expect(await judge(expired, changes)).toMatchObject(expected);
  });
});

describe('applied attributes', () => {
  const marks = { hasSeen: null, isBookmarked: null, isSubscribed: null, isPublic: null };
  const status = { status: null, substatus: null, statusDetails: null };
  const none = { ...status, ...marks, priority: null, assignedTo: null, merge: null, inbox: null, discard: null };
  test.each<[string, string[], IssueState[], object]>([
    ['what was not asked for is null', ['priority'], [issueState()], { ...none, priority: 'MEDIUM' }],
    [
      'what differs is null',
      ['status', 'priority'],
      [issueState(), resolvedState({ priority: 'LOW' })],
      { ...none, statusDetails: {} },
    ],
    [
      'a substatus speaks of the status',
      ['substatus'],
      [issueState()],
      { ...none, status: 'UNRESOLVED', substatus: 'NEW', statusDetails: {} },
    ],
    [
      'who is assigned, without since when',
      ['assignedTo'],
      [
        issueState({ assignee: { type: 'user', id: '6', dateAdded: NOW } }),
        issueState({ assignee: { type: 'user', id: '6', dateAdded: ago(1) } }),
      ],
      { ...none, assignedTo: { type: 'user', id: '6' } },
    ],
    ['inbox', ['inbox'], [issueState(), issueState()], { ...none, inbox: true }],
    [
      'the conditions, and who set them',
      ['status'],
      [archivedState({ snooze: snoozeOf({ count: 3 }) })],
      { ...none, status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreCount: 3, actorId: '5' } },
    ],
    ['no issue was left in any state', ['status'], [], none],
  ])('%s', (...[, given, last, expected]) => {
    expect(appliedAttributes(given, last, { status: undefined, actorId: null })).toEqual({ given, ...expected });
  });
});

describe('S1, S2, S9 the selection itself', () => {
  test.each<[string, SelectionInput, string[]]>([
    ['no ids and no where', {}, ['SELECTION_REQUIRED ids']],
    ['ids: null', { ids: null, where: { all: true } }, ['INVALID_INPUT ids']],
    ['no ids at all', { ids: [] }, []],
    ['an empty where', { where: {} }, ['SELECTION_REQUIRED where']],
    ['projects only', { where: { projects: ['a'] } }, ['SELECTION_REQUIRED where']],
    ['a blank query', { where: { query: ' \t' } }, ['SELECTION_REQUIRED where']],
    ['all: false', { where: { all: false } }, ['SELECTION_REQUIRED where']],
    ['a query', { where: { query: 'x' } }, []],
    ['a status', { where: { status: 'REPROCESSING' } }, []],
    ['all', { where: { all: true } }, []],
    ['a status that nobody may select', { where: { status: 'PENDING_DELETION' } }, ['INVALID_INPUT where.status']],
    ['the same with ids', { ids: ['1'], where: { status: 'PENDING_MERGE' } }, ['INVALID_INPUT where.status']],
    ['100,000 ids', { ids: Array.from({ length: 100_000 }, String) }, []],
    ['100,001 ids', { ids: Array.from({ length: 100_001 }, String) }, ['SELECTION_TOO_LARGE ids']],
  ])('%s', (_, selection, expected) => {
    expect(checkSelection(selection).map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`)).toEqual(expected);
  });

  test.each([
    '',
    '0',
    '01',
    '-1',
    '+1',
    '1.0',
    '1e3',
    ' 1',
    '1 ',
    '１',
    'abc',
    '9223372036854775808',
    '9'.repeat(5000),
    '0x10',
    'NaN',
    '1\n',
  ])('S4 %j is no id', (text) => {
    expect(isIdentifier(text)).toBe(false);
  });

  test.each(['1', '10', '9223372036854775807'])('S4 %s is one', (text) => {
    expect(isIdentifier(text)).toBe(true);
  });
});

describe('options', () => {
  const version = (id: string) => ({ id, version: 1 });
  test.each<[string, Partial<MutationOptions>, string[]]>([
    ['none', {}, []],
    ['a count of none', { expectedCount: 0 }, []],
    ['a negative count', { expectedCount: -1 }, ['expectedCount']],
    ['I1 a key of 255 characters', { idempotencyKey: 'k'.repeat(255) }, []],
    ['I1 255 characters of two units each', { idempotencyKey: '😀'.repeat(255) }, []],
    ['I1 an empty key', { idempotencyKey: '' }, ['idempotencyKey']],
    ['I1 a key of 256 characters', { idempotencyKey: 'k'.repeat(256) }, ['idempotencyKey']],
    ['I1 a key that no database can hold', { idempotencyKey: 'a\0b' }, ['idempotencyKey']],
    ['O4 a key with a dry run', { idempotencyKey: 'k', dryRun: true }, ['idempotencyKey']],
    ['an issue twice', { expectedVersions: [version('1'), version('1')] }, ['expectedVersions']],
    [
      'S9 100,001 versions',
      { expectedVersions: Array.from({ length: 100_001 }, (_, index) => version(String(index))) },
      ['expectedVersions'],
    ],
  ])('%s', (_, given, expected) => {
    const problems = checkOptions({ dryRun: false, errorPolicy: 'ALL_OR_NOTHING', ...given });
    expect(problems.map(({ code, field }) => [code, field])).toEqual(
      expected.map((name) => ['INVALID_INPUT', ['options', name]]),
    );
  });
});
