import type { Resolution } from '../../../../src/domain/releases/resolution';
import { beforeImage, difference } from '../../../../src/domain/state/difference';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { readImage, type Image } from '../../../../src/domain/undo/image';
import { judgeRestoration, type PreparedUndo } from '../../../../src/domain/undo/restore';
import {
  directionOf,
  scopesToUndo,
  whyNotUndoable,
  type UndoneOperation,
} from '../../../../src/domain/undo/undone-operation';
import { ago, archivedState, issueState, logLines, NOW, resolvedState, snoozeOf } from '../../../support/build/state';

const UNDO: PreparedUndo = {
  actor: { id: '5' },
  now: NOW,
  expectation: { unchangedSince: null, versions: new Map() },
  names: new Map([['user:6', { name: 'Ben', email: 'ben@example.com' }]]),
  parents: new Set(),
};

/** What a change leaves behind: the issue as it is stored then, and the image as it comes back from the database. */
function changed(stored: IssueState, change: Partial<IssueState>): { next: IssueState; image: Image } {
  const made = difference({ stored, first: stored, last: { ...stored, ...change } }, ago(5));
  if (made === null) throw new Error('nothing changed');
  const image = readImage(JSON.parse(JSON.stringify(beforeImage(made))) as Record<string, unknown>);
  return { next: made.next, image };
}

function logOf(stored: IssueState, change: Partial<IssueState>): string[] {
  const { next, image } = changed(stored, change);
  const judged = judgeRestoration(next, image, UNDO);
  if (judged.status !== 'CHANGED') throw new Error(judged.status);
  return logLines(judged.log);
}

describe('U1: an image brings a state back', () => {
  const assignee = { type: 'user', id: '6', dateAdded: ago(20) } as const;
  const link = { commitId: '8', key: 'abc', repository: 'shop', dateAdded: ago(25) };
  const states: [string, IssueState, Partial<IssueState>][] = [
    ['status', issueState(), { status: 'RESOLVED', substatus: null, resolvedAt: NOW }],
    ['snooze', archivedState({ snooze: snoozeOf({ until: ago(-30), count: 3 }) }), { snooze: null }],
    ['assignee', issueState({ assignee }), { assignee: null }],
    ['priority', issueState({ priorityLockedAt: ago(3) }), { priority: 'LOW', priorityLockedAt: NOW }],
    ['open period', resolvedState(), { openPeriod: null }],
    ['marks', issueState({ seen: { lastSeen: ago(9) }, bookmark: null }), { seen: null, bookmark: { dateAdded: NOW } }],
    ['lists of rows', resolvedState({ commitLinks: [link] }), { commitLinks: [] }],
  ];

  test.each(states)('U1 %s', (_, stored, change) => {
    const { next, image } = changed(stored, change);
    const judged = judgeRestoration(next, image, UNDO);
    if (judged.status !== 'CHANGED') throw new Error(judged.status);
    const { version, changedAt } = judged.difference.next;
    expect({ ...judged.difference.next }).toEqual({ ...stored, version, changedAt });
  });

  test('U1 moments come back as such, and somebody’s JSON as it was', () => {
    const reasonDetails = { at: ago(7).toISOString() };
    const inbox = { reason: 'NEW', reasonDetails, dateAdded: ago(7) } as const;
    expect(changed(issueState({ inbox }), { inbox: null }).image).toEqual({
      ...{ version: 3, slices: ['inbox'], left: {} },
      before: { inbox },
    });
  });
});

describe('U1: what has changed since is left alone', () => {
  const bookmark = { dateAdded: ago(5) };
  const cases: [string, Partial<IssueState>, Partial<IssueState>, string][] = [
    ['nothing', { priority: 'HIGH' }, {}, 'CHANGED'],
    ['the version', { priority: 'HIGH' }, { version: 5 }, 'CONFLICT'],
    ['the version, after a mark', { bookmark }, { version: 4 }, 'CONFLICT'],
    ['the mark', { bookmark }, { bookmark: null }, 'CONFLICT'],
    ['the date of the mark', { bookmark }, { bookmark: { dateAdded: ago(4) } }, 'CONFLICT'],
    ['another mark', { bookmark }, { seen: { lastSeen: NOW } }, 'CHANGED'],
    ['a forecast, which moves no version', { priority: 'HIGH' }, { forecast: null }, 'CHANGED'],
    ['all of it, back by itself', { inbox: null }, { inbox: issueState().inbox }, 'UNCHANGED'],
    ['the issue is being deleted', { priority: 'HIGH' }, { version: 5, status: 'PENDING_DELETION' }, 'NOT_FOUND'],
    ['the issue is being merged', { priority: 'HIGH' }, { version: 5, status: 'PENDING_MERGE' }, 'CONFLICT'],
  ];
  test.each(cases)('U1 %s', (...[, change, since, status]) => {
    const { next, image } = changed(issueState(), change);
    expect(judgeRestoration({ ...next, ...since }, image, UNDO).status).toBe(status);
  });
});

describe('U1: what an undo writes into the feed', () => {
  const open = issueState({ inbox: null });
  const archived = { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' } as const;
  const resolution: Resolution = {
    ...{ id: '77', releaseId: '9', releaseVersion: 'shop@1.2.0', currentReleaseVersion: null },
    ...{ futureReleaseVersion: null, type: 'IN_RELEASE', status: 'RESOLVED', actorId: '5', dateAdded: ago(30) },
  };
  const reopened = { status: 'UNRESOLVED', substatus: 'REGRESSED', resolvedAt: null, resolution: null } as const;
  const ignored = (given: object): string =>
    JSON.stringify({
      ...{ ignoreCount: null, ignoreDuration: null, ignoreUntil: null, ignoreUserCount: null },
      ...{ ignoreUserWindow: null, ignoreWindow: null, ignoreUntilEscalating: null },
      ...given,
    });

  test.each<[string, IssueState, Partial<IssueState>, string[]]>([
    ['reopens what was archived', open, archived, unresolved('NEW', 'unignored')],
    ['reopens what was resolved', open, { status: 'RESOLVED', substatus: null }, unresolved('NEW', 'unresolved')],
    ['a substatus', open, { substatus: 'ONGOING' }, unresolved('NEW', null)],
    [
      'resolves again',
      resolvedState(),
      reopened,
      ['activity SET_RESOLVED 5 {}', 'history RESOLVED 5', 'notice issue.resolved {"resolution_type":"now"}'],
    ],
    [
      'resolves again in a release',
      resolvedState({ resolution }),
      reopened,
      [
        'activity SET_RESOLVED_IN_RELEASE 5 {"version":"shop@1.2.0"}',
        'history SET_RESOLVED_IN_RELEASE 5',
        'notice issue.resolved {"resolution_type":"in_release"}',
      ],
    ],
    [
      'archives again until an hour is over',
      archivedState({
        substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
        snooze: snoozeOf({ until: ago(-30), dateAdded: ago(30) }),
      }),
      { substatus: 'ARCHIVED_FOREVER', snooze: null },
      [
        `activity SET_IGNORED 5 ${ignored({ ignoreDuration: 60, ignoreUntil: ago(-30).toISOString() })}`,
        'history ARCHIVED_UNTIL_CONDITION_MET 5',
        'notice issue.ignored {}',
      ],
    ],
    [
      'gives the issue back to somebody',
      issueState({ assignee: { type: 'user', id: '6', dateAdded: ago(9) } }),
      { assignee: null },
      [
        'activity ASSIGNED 5 {"assignee":"6","assigneeEmail":"ben@example.com","assigneeName":"Ben","assigneeType":"user"}',
        'history ASSIGNED 5',
        'notice issue.assigned {"assignee":{"type":"user","id":"6"}}',
      ],
    ],
    [
      'takes the issue back',
      open,
      { assignee: { type: 'team', id: '50', dateAdded: ago(5) } },
      ['activity UNASSIGNED 5 null', 'history UNASSIGNED 5', 'notice issue.unassigned {}'],
    ],
    [
      'a priority',
      open,
      { priority: 'HIGH', priorityLockedAt: ago(5) },
      [
        'activity SET_PRIORITY 5 {"priority":"medium","reason":null}',
        'history PRIORITY_MEDIUM 5',
        'notice issue.priority_changed {"priority":"medium"}',
      ],
    ],
    ['only the lock of a priority', open, { priorityLockedAt: ago(5) }, []],
    ['a share', open, { share: { uuid: 'a', userId: '5', dateAdded: ago(5) } }, ['activity SET_PRIVATE 5 null']],
    ['a mark', open, { bookmark: { dateAdded: ago(5) } }, []],
    ['a merge', open, { status: 'PENDING_MERGE', substatus: null, mergedInto: '9' }, []],
    [
      'a deletion',
      resolvedState(),
      { status: 'PENDING_DELETION', deletion: { kind: 'DELETE', tombstoneId: null } },
      ['notice issue.resolved {"resolution_type":"now"}'],
    ],
    [
      'what took back a discard',
      issueState({ status: 'PENDING_DELETION', substatus: null, deletion: { kind: 'DISCARD', tombstoneId: '3' } }),
      { status: 'UNRESOLVED', substatus: 'NEW', deletion: null },
      ['notice issue.deleted {"kind":"discard"}'],
    ],
  ])('U1 %s', (...[, stored, change, log]) => {
    expect(logOf(stored, change)).toEqual(log);
  });

  function unresolved(substatus: string, told: string | null): string[] {
    const past = substatus === 'NEW' ? 'UNRESOLVED' : substatus;
    const lines = ['activity SET_UNRESOLVED 5 {}', `history ${past} 5`];
    return told === null ? lines : [...lines, `notice issue.${told} {}`];
  }
});

describe('U3 U4: what can be undone', () => {
  const operation: UndoneOperation = {
    ...{ organizationId: '1', id: '2', state: 'COMPLETED', undoneById: null, undoesId: null, undoDepth: 0 },
    undoableUntil: ago(-1),
    origin: { id: '2', kind: 'MUTATE', actorId: '5', input: {}, applied: null },
  };

  test.each<[string, Partial<UndoneOperation>, string | null]>([
    ['a finished one', {}, null],
    ['one that was stopped half-way', { state: 'CANCELED' }, null],
    ['one that is under way', { state: 'RUNNING' }, 'This operation has not ended yet.'],
    ['one that waits', { state: 'PENDING' }, 'This operation has not ended yet.'],
    ['an undone one', { undoneById: '3' }, 'This operation has been undone already.'],
    ['a dry run', { undoableUntil: null }, 'This operation has changed nothing that could be undone.'],
    ['an old one', { undoableUntil: NOW }, 'The time in which this operation could be undone is over.'],
  ])('U3 U4 %s', (...[, given, reason]) => {
    expect(whyNotUndoable({ ...operation, ...given }, NOW)).toBe(reason);
  });

  test('U3 an undo of an undo leads forth again', () => {
    expect([0, 1, 2].map((undoDepth) => directionOf({ ...operation, undoDepth }))).toEqual(['BACK', 'AGAIN', 'BACK']);
  });

  test('U4 an undo needs the scopes of the original', () => {
    const writers = ['event:write', 'event:admin'];
    expect(scopesToUndo({ kind: 'MUTATE', input: { status: 'RESOLVED' } })).toEqual(writers);
    expect(scopesToUndo({ kind: 'MUTATE', input: { discard: false } })).toEqual(writers);
    expect(scopesToUndo({ kind: 'MUTATE', input: { discard: true } })).toEqual(['event:admin']);
    expect(scopesToUndo({ kind: 'DELETE', input: null })).toEqual(['event:admin']);
  });
});
