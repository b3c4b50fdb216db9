import type { Archive, SnoozeConditions, StatusChange } from '../../../../src/domain/attributes/changes';
import { inferSubstatus } from '../../../../src/domain/attributes/status/reopen';
import { StatusStrategy } from '../../../../src/domain/attributes/status/status.strategy';
import { SubstatusStrategy } from '../../../../src/domain/attributes/status/substatus.strategy';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import {
  accepted,
  ACTOR,
  ago,
  archivedState,
  issueState,
  logLines,
  NOW,
  resolvedState,
  scope,
  snoozeOf,
} from '../../../support/build/state';

const status = new StatusStrategy();
const substatus = new SubstatusStrategy();
const RESOLVE: StatusChange = { kind: 'resolve' };
const REOPEN: StatusChange = { kind: 'reopen', substatus: null };
const FOREVER: Archive = { substatus: 'ARCHIVED_FOREVER' };
const DAY = 24 * 60;
const SUBSCRIBED = { isActive: true, reason: 'STATUS_CHANGE', dateAdded: NOW, operationId: '400' } as const;

function until(conditions: Partial<SnoozeConditions>): Archive {
  const none = { duration: null, count: null, window: null, userCount: null, userWindow: null };
  return { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', conditions: { ...none, ...conditions } };
}

function ignored(data: Record<string, unknown> = {}): string {
  const none = { ignoreCount: null, ignoreDuration: null, ignoreUntil: null, ignoreUserCount: null };
  const all = { ...none, ignoreUserWindow: null, ignoreWindow: null, ignoreUntilEscalating: null, ...data };
  return `activity SET_IGNORED 5 ${JSON.stringify(all)}`;
}

describe('resolve', () => {
  const log = ['activity SET_RESOLVED 5 {}', 'history RESOLVED 5', 'notice issue.resolved {"resolution_type":"now"}'];
  const closed = { id: '7', dateStarted: ago(60), dateEnded: NOW, resolutionActivityId: '900', userId: '5' };

  test('T2 leaves the inbox, closes the open period, subscribes the actor also among many', () => {
    const state = issueState();
    const step = accepted(status.apply(state, RESOLVE, scope({ single: false })));
    expect(step.state).toEqual({
      ...state,
      status: 'RESOLVED',
      substatus: null,
      resolvedAt: NOW,
      inbox: null,
      openPeriod: closed,
      subscription: SUBSCRIBED,
    });
    expect(logLines(step.log)).toEqual(log);
    expect(step.log[0]).toMatchObject({ type: 'SET_RESOLVED', id: '900' });
  });

  test('T2 takes the snooze of an archived issue away', () => {
    const state = archivedState({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: snoozeOf({ count: 3 }) });
    const step = accepted(status.apply(state, RESOLVE, scope()));
    expect(step.state).toMatchObject({ status: 'RESOLVED', substatus: null, snooze: null, resolvedAt: NOW });
  });

  test('T1 RESOLVED on a resolved issue changes nothing, not even the inbox', () => {
    const inbox = { reason: 'NEW', reasonDetails: null, dateAdded: ago(1) } as const;
    const state = resolvedState({ inbox });
    expect(status.apply(state, RESOLVE, scope())).toEqual({ refused: false, state, log: [] });
  });

  test('a subscription that is there stays as it is, an inactive one too', () => {
    const subscription = { isActive: false, reason: 'UNKNOWN', dateAdded: ago(9), operationId: null } as const;
    const step = accepted(status.apply(issueState({ subscription }), RESOLVE, scope()));
    expect(step.state.subscription).toEqual(subscription);
  });

  test('an issue without an open period, or with one that has ended, gets none', () => {
    expect(accepted(status.apply(issueState({ openPeriod: null }), RESOLVE, scope())).state.openPeriod).toBeNull();
    const ended = archivedState({ openPeriod: { ...closed, dateEnded: ago(5), resolutionActivityId: '8' } });
    expect(accepted(status.apply(ended, RESOLVE, scope())).state.openPeriod).toEqual(ended.openPeriod);
  });

  test('without a user nobody is subscribed and the system is named', () => {
    const step = accepted(status.apply(issueState(), RESOLVE, scope({ actor: null })));
    expect(step.state).toMatchObject({ subscription: null, openPeriod: { userId: null, dateEnded: NOW } });
    expect(logLines(step.log)).toEqual([
      'activity SET_RESOLVED system {}',
      'history RESOLVED system',
      'notice issue.resolved {"resolution_type":"now"}',
    ]);
  });

  describe('T9 self-assign', () => {
    const actor = { ...ACTOR, selfAssignOnResolve: true };

    test('gives the issue that nobody has to the actor', () => {
      const step = accepted(status.apply(issueState(), RESOLVE, scope({ actor })));
      expect(step.state).toMatchObject({
        assignee: { type: 'user', id: '5', dateAdded: NOW },
        subscription: { reason: 'STATUS_CHANGE' },
      });
      expect(logLines(step.log)).toEqual([
        ...log,
        'activity ASSIGNED 5 {"assignee":"5","assigneeEmail":"ann@example.com","assigneeName":"Ann","assigneeType":"user"}',
        'history ASSIGNED 5',
        'notice issue.assigned {"assignee":{"type":"user","id":"5"}}',
        'assignee nobody to user 5',
      ]);
    });

    test.each<[string, IssueState, Parameters<typeof scope<'status'>>[0]]>([
      ['somebody has it', issueState({ assignee: { type: 'team', id: '9', dateAdded: ago(1) } }), { actor }],
      [
        'the call assigns it',
        issueState(),
        { actor, changes: { assignedTo: { actor: { by: 'user', id: '6' }, integration: null } } },
      ],
      ['the call clears it', issueState(), { actor, changes: { assignedTo: { actor: null, integration: null } } }],
      ['it is resolved already', resolvedState(), { actor }],
      ['the user does not want it', issueState(), { actor: ACTOR }],
      ['there is no user', issueState(), { actor: null }],
    ])('not where %s', (_, state, given) => {
      expect(accepted(status.apply(state, RESOLVE, scope(given))).state.assignee).toEqual(state.assignee);
    });
  });
});

describe('reopen', () => {
  test('T2 clears resolved_at and the snooze, sets active_at, reopens the period, leaves the inbox', () => {
    const state = resolvedState();
    const step = accepted(status.apply(state, REOPEN, scope()));
    expect(step.state).toEqual({
      ...state,
      status: 'UNRESOLVED',
      substatus: 'REGRESSED',
      resolvedAt: null,
      activeAt: NOW,
      openPeriod: { id: '7', dateStarted: ago(60), dateEnded: null, resolutionActivityId: null, userId: null },
    });
    expect(logLines(step.log)).toEqual([
      'activity SET_UNRESOLVED 5 {}',
      'history REGRESSED 5',
      'notice issue.unresolved {}',
    ]);
  });

  test('only a single issue subscribes the actor', () => {
    const single = accepted(status.apply(archivedState(), REOPEN, scope({ single: true })));
    expect(single.state.subscription).toEqual(SUBSCRIBED);
    expect(accepted(status.apply(archivedState(), REOPEN, scope())).state.subscription).toBeNull();
  });

  test.each<[string, IssueState, StatusChange, string, string]>([
    ['T6 archived, first seen 6 days ago', archivedState({ firstSeen: ago(6 * DAY) }), REOPEN, 'NEW', 'UNRESOLVED'],
    [
      'T6 archived, first seen exactly 7 days ago',
      archivedState({ firstSeen: ago(7 * DAY) }),
      REOPEN,
      'NEW',
      'UNRESOLVED',
    ],
    ['T6 archived, first seen 8 days ago', archivedState({ firstSeen: ago(8 * DAY) }), REOPEN, 'ONGOING', 'UNRESOLVED'],
    ['T6 resolved, however young', resolvedState(), REOPEN, 'REGRESSED', 'REGRESSED'],
    [
      'T6 an explicit substatus wins',
      resolvedState(),
      { kind: 'reopen', substatus: 'ONGOING' },
      'ONGOING',
      'UNRESOLVED',
    ],
    ['T6 an explicit NEW', resolvedState(), { kind: 'reopen', substatus: 'NEW' }, 'NEW', 'UNRESOLVED'],
    [
      'T6 an explicit ESCALATING',
      archivedState(),
      { kind: 'reopen', substatus: 'ESCALATING' },
      'ESCALATING',
      'ESCALATING',
    ],
  ])('%s', (...[, state, change, expected, history]) => {
    const step = accepted(status.apply(state, change, scope()));
    expect(step.state.substatus).toBe(expected);
    expect(logLines(step.log)).toContain(`history ${history} 5`);
    expect(logLines(step.log)).toContain(
      state.status === 'IGNORED' ? 'notice issue.unignored {}' : 'notice issue.unresolved {}',
    );
  });

  test('UNRESOLVED on an unresolved issue changes nothing', () => {
    const state = issueState({ substatus: 'ESCALATING' });
    expect(status.apply(state, REOPEN, scope({ single: true }))).toEqual({ refused: false, state, log: [] });
  });

  test('T6 inference is one function for one issue and for many', () => {
    expect(inferSubstatus({ status: 'RESOLVED', firstSeen: ago(10 * DAY) }, NOW)).toBe('REGRESSED');
    expect(inferSubstatus({ status: 'IGNORED', firstSeen: ago(10 * DAY) }, NOW)).toBe('ONGOING');
    expect(inferSubstatus({ status: 'IGNORED', firstSeen: NOW }, NOW)).toBe('NEW');
  });
});

describe('archive', () => {
  test('T4 forever: out of the inbox, no snooze, the open period stays open', () => {
    const state = issueState();
    const step = accepted(status.apply(state, { kind: 'archive', archive: FOREVER }, scope()));
    expect(step.state).toEqual({ ...state, status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', inbox: null });
    expect(logLines(step.log)).toEqual([ignored(), 'history ARCHIVED_FOREVER 5', 'notice issue.ignored {}']);
  });

  test('T2 a resolved issue loses resolved_at', () => {
    const step = accepted(status.apply(resolvedState(), { kind: 'archive', archive: FOREVER }, scope()));
    expect(step.state).toMatchObject({ status: 'IGNORED', resolvedAt: null });
  });

  test('only a single issue subscribes the actor', () => {
    const change: StatusChange = { kind: 'archive', archive: FOREVER };
    expect(accepted(status.apply(issueState(), change, scope({ single: true }))).state.subscription).toEqual(
      SUBSCRIBED,
    );
    expect(accepted(status.apply(issueState(), change, scope())).state.subscription).toBeNull();
  });

  test.each<[string, Partial<SnoozeConditions>, object, Record<string, unknown>]>([
    [
      'a duration',
      { duration: 30 },
      { until: new Date(NOW.getTime() + 30 * 60_000) },
      { ignoreDuration: 30, ignoreUntil: '2026-12-01T12:30:00.000Z' },
    ],
    ['a count', { count: 100 }, { count: 100, timesSeenBaseline: 5 }, { ignoreCount: 100 }],
    ['a count in a window', { count: 9, window: 60 }, { count: 9, window: 60 }, { ignoreCount: 9, ignoreWindow: 60 }],
    ['users', { userCount: 10 }, { userCount: 10, usersSeenBaseline: 2 }, { ignoreUserCount: 10 }],
    [
      'users in a window',
      { userCount: 1, userWindow: 9 },
      { userCount: 1, userWindow: 9 },
      { ignoreUserCount: 1, ignoreUserWindow: 9 },
    ],
  ])('until %s: baselines only without a window', (...[, conditions, snooze, data]) => {
    const step = accepted(status.apply(issueState(), { kind: 'archive', archive: until(conditions) }, scope()));
    expect(step.state).toMatchObject({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' });
    expect(step.state.snooze).toEqual(snoozeOf({ dateAdded: NOW, ...snooze }));
    expect(logLines(step.log)).toEqual([
      ignored(data),
      'history ARCHIVED_UNTIL_CONDITION_MET 5',
      'notice issue.ignored {}',
    ]);
  });

  test('until a condition, without a user', () => {
    const change: StatusChange = { kind: 'archive', archive: until({ count: 1 }) };
    expect(accepted(status.apply(issueState(), change, scope({ actor: null }))).state.snooze?.actorId).toBeNull();
  });
});

describe('T1 archived again', () => {
  const conditional = (snooze: Parameters<typeof snoozeOf>[0]): IssueState =>
    archivedState({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: snoozeOf(snooze) });
  const thirty = { until: new Date(NOW.getTime() + 29.5 * 60_000), dateAdded: ago(0.5) };

  test.each<[string, IssueState, Archive]>([
    ['forever on forever', archivedState(), FOREVER],
    [
      'equal counts, whatever the baseline',
      conditional({ count: 3, timesSeenBaseline: 1, dateAdded: ago(500) }),
      until({ count: 3 }),
    ],
    ['equal counts of another actor', conditional({ count: 3, actorId: '6' }), until({ count: 3 })],
    ['an equal duration half a minute later', conditional(thirty), until({ duration: 30 })],
    [
      'all conditions equal',
      conditional({ ...thirty, count: 1, window: 2, userCount: 3, userWindow: 4 }),
      until({ duration: 30, count: 1, window: 2, userCount: 3, userWindow: 4 }),
    ],
  ])('UNCHANGED: %s', (_, state, archive) => {
    expect(status.apply(state, { kind: 'archive', archive }, scope({ single: true }))).toEqual({
      refused: false,
      state,
      log: [],
    });
  });

  test.each<[string, IssueState, Archive]>([
    ['forever on a condition', conditional({ count: 3 }), FOREVER],
    ['forever on until escalating', archivedState({ substatus: 'ARCHIVED_UNTIL_ESCALATING' }), FOREVER],
    ['forever where a stale snooze would lift it', archivedState({ snooze: snoozeOf({ count: 3 }) }), FOREVER],
    ['a condition on forever', archivedState(), until({ count: 3 })],
    ['another count', conditional({ count: 3 }), until({ count: 4 })],
    ['a count with a window', conditional({ count: 3 }), until({ count: 3, window: 5 })],
    ['a count and a duration', conditional({ count: 3 }), until({ count: 3, duration: 30 })],
    ['a count less', conditional({ ...thirty, count: 3 }), until({ duration: 30 })],
    [
      'an equal duration 60 seconds later',
      conditional({ until: new Date(NOW.getTime() + 29 * 60_000), dateAdded: ago(1) }),
      until({ duration: 30 }),
    ],
    ['an equal duration of another actor', conditional({ ...thirty, actorId: '6' }), until({ duration: 30 })],
    ['an equal duration of nobody', conditional({ ...thirty, actorId: null }), until({ duration: 30 })],
    ['another duration', conditional(thirty), until({ duration: 31 })],
  ])('a change of substatus and snooze together: %s', (_, state, archive) => {
    const step = accepted(status.apply(state, { kind: 'archive', archive }, scope()));
    expect(step.state.substatus).toBe(archive.substatus);
    expect(step.state.snooze === null).toBe(archive.substatus === 'ARCHIVED_FOREVER');
    expect(step.log.map(({ log }) => log)).toEqual(['activity', 'history', 'notice']);
  });
});

describe('T5 substatus without status', () => {
  test.each<[string, IssueState, 'ESCALATING' | 'REGRESSED' | 'NEW']>([
    ['NEW to ESCALATING', issueState(), 'ESCALATING'],
    ['ONGOING to REGRESSED', issueState({ substatus: 'ONGOING' }), 'REGRESSED'],
    ['ONGOING to NEW', issueState({ substatus: 'ONGOING' }), 'NEW'],
  ])('%s', (_, state, asked) => {
    const step = accepted(substatus.apply(state, { kind: 'reopen', substatus: asked }, scope()));
    expect(step.state).toEqual({ ...state, substatus: asked });
    expect(logLines(step.log)).toEqual([
      'activity SET_UNRESOLVED 5 {}',
      `history ${asked === 'NEW' ? 'UNRESOLVED' : asked} 5`,
    ]);
  });

  test('ONGOING leaves the inbox', () => {
    const step = accepted(substatus.apply(issueState(), { kind: 'reopen', substatus: 'ONGOING' }, scope()));
    expect(step.state).toMatchObject({ substatus: 'ONGOING', inbox: null, status: 'UNRESOLVED' });
    expect(logLines(step.log)).toEqual(['activity AUTO_SET_ONGOING 5 {"manually":true}', 'history UNRESOLVED 5']);
  });

  test('an archived one of an archived issue', () => {
    const change = { kind: 'archive', archive: until({ count: 2 }) } as const;
    const step = accepted(substatus.apply(archivedState(), change, scope()));
    expect(step.state).toMatchObject({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { count: 2 } });
  });

  test('its own value changes nothing', () => {
    const state = issueState();
    expect(substatus.apply(state, { kind: 'reopen', substatus: 'NEW' }, scope())).toEqual({
      refused: false,
      state,
      log: [],
    });
  });

  test.each<[string, IssueState, Exclude<StatusChange, { kind: 'resolve' }>]>([
    ['an open one of a resolved issue', resolvedState(), { kind: 'reopen', substatus: 'ONGOING' }],
    ['an open one of an archived issue', archivedState(), { kind: 'reopen', substatus: 'ONGOING' }],
    ['an archived one of an unresolved issue', issueState(), { kind: 'archive', archive: FOREVER }],
    ['an archived one of a resolved issue', resolvedState(), { kind: 'archive', archive: FOREVER }],
  ])('INVALID: %s', (_, state, change) => {
    expect(substatus.apply(state, change, scope())).toEqual({ refused: true, code: 'INVALID_INPUT' });
  });
});

describe('T21 the category may forbid it', () => {
  test.each<[string, StatusChange]>([
    ['resolve', RESOLVE],
    ['reopen', REOPEN],
    ['archive', { kind: 'archive', archive: FOREVER }],
  ])('%s', (_, change) => {
    const refusal = { refused: true, code: 'ACTION_NOT_ALLOWED_FOR_TYPE' };
    expect(status.apply(issueState({ category: 'METRIC' }), change, scope())).toEqual(refusal);
  });

  test('substatus', () => {
    const step = substatus.apply(issueState({ category: 'METRIC' }), { kind: 'reopen', substatus: 'ONGOING' }, scope());
    expect(step).toEqual({ refused: true, code: 'ACTION_NOT_ALLOWED_FOR_TYPE' });
  });
});
