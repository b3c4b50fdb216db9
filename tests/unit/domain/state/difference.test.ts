import { beforeImage, difference, type Difference } from '../../../../src/domain/state/difference';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { readableChanges } from '../../../../src/domain/state/readable-changes';
import { asShown } from '../../../../src/domain/state/shown-status';
import { ago, archivedState, issueState, NOW, resolvedState, snoozeOf } from '../../../support/build/state';

function between(first: IssueState, last: IssueState, stored = first): Difference {
  const found = difference({ stored, first, last }, NOW);
  if (found === null) throw new Error('no difference');
  return found;
}

function changesOf(first: IssueState, last: IssueState, stored = first): unknown {
  return readableChanges(first, between(first, last, stored));
}

const SUBSCRIPTION = { isActive: true, reason: 'COMMENT', dateAdded: NOW, operationId: '400' } as const;

describe('O2 what counts as a change', () => {
  test('equal values in other objects are none', () => {
    const copy = structuredClone(issueState({ snooze: snoozeOf({ count: 1 }) }));
    expect(
      difference({ stored: copy, first: issueState({ snooze: snoozeOf({ count: 1 }) }), last: copy }, NOW),
    ).toBeNull();
  });

  test.each<[string, Partial<IssueState>, string[]]>([
    ['priority', { priority: 'HIGH' }, ['priority']],
    ['the lock alone', { priorityLockedAt: NOW }, ['priority']],
    ['assignee', { assignee: { type: 'user', id: '6', dateAdded: NOW } }, ['assignee']],
    ['inbox', { inbox: null }, ['inbox']],
    ['snooze', { snooze: snoozeOf({ count: 1 }) }, ['snooze']],
    ['active_at alone', { activeAt: NOW }, ['status']],
    ['status and inbox', { status: 'IGNORED', inbox: null }, ['status', 'inbox']],
  ])('%s moves the version', (_, given, slices) => {
    const found = between(issueState(), issueState(given));
    expect(found.slices).toEqual(slices);
    expect(found.next).toEqual({ ...issueState(given), version: 4, changedAt: NOW });
  });

  test("the viewer's subscription does not", () => {
    const found = between(issueState(), issueState({ subscription: SUBSCRIPTION }));
    expect(found.next).toEqual(issueState({ subscription: SUBSCRIPTION }));
    expect(found.slices).toEqual(['subscription']);
  });

  test('what the rules left alone keeps its stored value, shown or not', () => {
    const stored = archivedState({ snooze: snoozeOf({ until: ago(5) }), substatus: 'ARCHIVED_UNTIL_CONDITION_MET' });
    const first = asShown(stored, NOW);
    const { next } = between(first, { ...first, priority: 'LOW' }, stored);
    expect(next).toEqual({ ...stored, priority: 'LOW', version: 4, changedAt: NOW });
  });
});

describe('the private image', () => {
  test('holds the version and the stored values of every changed slice', () => {
    const first = issueState();
    expect(beforeImage(between(first, resolvedState()))).toEqual({
      version: 3,
      status: 'UNRESOLVED',
      substatus: 'NEW',
      resolvedAt: null,
      activeAt: ago(60),
      inbox: first.inbox,
      openPeriod: first.openPeriod,
    });
  });

  test("holds what the operation left of the viewer's marks", () => {
    const first = issueState();
    expect(beforeImage(between(first, issueState({ subscription: SUBSCRIPTION })))).toEqual({
      version: 3,
      subscription: null,
      left: { subscription: SUBSCRIPTION },
    });
  });

  test('holds the stored status, not the shown one', () => {
    const snooze = snoozeOf({ until: ago(5) });
    const stored = archivedState({ snooze, substatus: 'ARCHIVED_UNTIL_CONDITION_MET' });
    const first = asShown(stored, NOW);
    const image = beforeImage(between(first, { ...first, status: 'RESOLVED', substatus: null, snooze: null }, stored));
    expect(image).toMatchObject({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze });
  });
});

describe('O3 readable changes', () => {
  const open = { status: 'UNRESOLVED', substatus: 'NEW', statusDetails: {} };
  const snooze = snoozeOf({ until: NOW, count: 3, window: 4, userCount: 5, userWindow: 6 });
  const conditions = { ignoreUntil: NOW, ignoreCount: 3, ignoreWindow: 4, ignoreUserCount: 5, ignoreUserWindow: 6 };
  test.each<[string, IssueState, unknown]>([
    [
      'status with its side effects',
      issueState({ status: 'RESOLVED', substatus: null, resolvedAt: NOW, inbox: null, subscription: SUBSCRIPTION }),
      [
        { attribute: 'status', before: open, after: { status: 'RESOLVED', substatus: null, statusDetails: {} } },
        { attribute: 'isSubscribed', before: false, after: true },
        { attribute: 'inbox', before: { reason: 'NEW' }, after: null },
      ],
    ],
    [
      'substatus alone',
      issueState({ substatus: 'ESCALATING' }),
      [{ attribute: 'substatus', before: open, after: { ...open, substatus: 'ESCALATING' } }],
    ],
    [
      'archiving with conditions',
      issueState({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze }),
      [
        {
          attribute: 'status',
          before: open,
          after: { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: conditions },
        },
      ],
    ],
    [
      'priority',
      issueState({ priority: 'HIGH', priorityLockedAt: NOW }),
      [
        {
          attribute: 'priority',
          before: { priority: 'MEDIUM', locked: false },
          after: { priority: 'HIGH', locked: true },
        },
      ],
    ],
    [
      'assignee',
      issueState({ assignee: { type: 'team', id: '50', dateAdded: NOW } }),
      [{ attribute: 'assignedTo', before: null, after: { type: 'team', id: '50' } }],
    ],
  ])('%s', (_, last, expected) => {
    expect(changesOf(issueState(), last)).toEqual(expected);
  });

  test('T2 before is as it was shown: a snooze that has run out is no status detail', () => {
    const stored = archivedState({
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      snooze: snoozeOf({ until: ago(5) }),
    });
    const first = asShown(stored, NOW);
    const ongoing = { status: 'UNRESOLVED', substatus: 'ONGOING', statusDetails: {} };
    expect(
      changesOf(first, { ...first, status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', snooze: null }, stored),
    ).toEqual([
      {
        attribute: 'status',
        before: ongoing,
        after: { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: {} },
      },
    ]);
    expect(changesOf(first, { ...first, substatus: 'ESCALATING', snooze: null }, stored)).toEqual([
      { attribute: 'substatus', before: ongoing, after: { ...ongoing, substatus: 'ESCALATING' } },
    ]);
  });
});

describe('T2 the status as shown', () => {
  const archived = (snooze: Parameters<typeof snoozeOf>[0]): IssueState =>
    archivedState({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: snoozeOf(snooze), activeAt: ago(90) });
  const shown = (state: IssueState): unknown => {
    const { status, substatus, activeAt } = asShown(state, NOW);
    return { status, substatus, activeAt };
  };
  const still = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', activeAt: ago(90) };
  const later = new Date(NOW.getTime() + 1);

  test.each<[string, IssueState]>([
    ['a moment that comes', archived({ until: later })],
    ['fewer events than allowed', archived({ count: 3, timesSeenBaseline: 3 })],
    ['fewer users than allowed', archived({ userCount: 1, usersSeenBaseline: 2 })],
    ['counts in a window, judged where events arrive', archived({ count: 1, window: 5, userCount: 1, userWindow: 5 })],
  ])('still archived: %s', (_, state) => {
    expect(shown(state)).toEqual(still);
    expect(asShown(state, NOW)).toBe(state);
  });

  test.each<[string, IssueState, Date]>([
    ['its moment is now', archived({ until: NOW }), NOW],
    ['its moment has passed', archived({ until: ago(5) }), ago(5)],
    ['as many events as allowed', archived({ count: 2, timesSeenBaseline: 3 }), ago(90)],
    ['as many users as allowed', archived({ userCount: 1, usersSeenBaseline: 1 }), ago(90)],
    ['as many events, before its moment', archived({ until: later, count: 2, timesSeenBaseline: 3 }), ago(90)],
  ])('unresolved and ongoing: %s', (_, state, activeAt) => {
    expect(shown(state)).toEqual({ status: 'UNRESOLVED', substatus: 'ONGOING', activeAt });
  });

  test('a snooze that was left over on another status says nothing', () => {
    const state = resolvedState({ snooze: snoozeOf({ until: ago(5) }) });
    expect(asShown(state, NOW)).toBe(state);
  });
});
