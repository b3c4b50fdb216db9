import { InboxStrategy } from '../../../../src/domain/attributes/inbox.strategy';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import {
  accepted,
  ago,
  archivedState,
  issueState,
  logLines,
  NOW,
  resolvedState,
  scope,
} from '../../../support/build/state';

const strategy = new InboxStrategy();
const REVIEWED = ['activity MARK_REVIEWED 5 null', 'history REVIEWED 5'];
const SETTLED = ['activity AUTO_SET_ONGOING 5 {"manually":true}', 'history UNRESOLVED 5'];
const NOTICE = ['notice issue.marked_reviewed {}'];

describe('inbox: true', () => {
  test('puts in with reason MANUAL and records nothing', () => {
    const state = issueState({ inbox: null });
    const step = accepted(strategy.apply(state, true, scope()));
    expect(step.state).toEqual({ ...state, inbox: { reason: 'MANUAL', reasonDetails: null, dateAdded: NOW } });
    expect(step.log).toEqual([]);
  });

  test('keeps the first reason and date', () => {
    const state = issueState();
    expect(strategy.apply(state, true, scope())).toEqual({ refused: false, state, log: [] });
  });
});

describe('inbox: false', () => {
  test.each<[string, IssueState, Partial<IssueState>, string[]]>([
    [
      'a new issue becomes ongoing',
      issueState(),
      { inbox: null, substatus: 'ONGOING' },
      [...REVIEWED, ...NOTICE, ...SETTLED],
    ],
    [
      'a regressed one too',
      issueState({ substatus: 'REGRESSED' }),
      { inbox: null, substatus: 'ONGOING' },
      [...REVIEWED, ...NOTICE, ...SETTLED],
    ],
    ['an ongoing one only leaves', issueState({ substatus: 'ONGOING' }), { inbox: null }, [...REVIEWED, ...NOTICE]],
    [
      'an archived one only leaves',
      archivedState({ inbox: issueState().inbox }),
      { inbox: null },
      [...REVIEWED, ...NOTICE],
    ],
    [
      'a new one outside the inbox settles, and is told of',
      issueState({ inbox: null }),
      { substatus: 'ONGOING' },
      [...NOTICE, ...SETTLED],
    ],
    ['an ongoing one outside the inbox: nothing', issueState({ inbox: null, substatus: 'ONGOING' }), {}, []],
    ['a resolved one outside the inbox: nothing', resolvedState(), {}, []],
  ])('%s', (...[, state, expected, lines]) => {
    const step = accepted(strategy.apply(state, false, scope()));
    expect(step.state).toEqual({ ...state, ...expected });
    expect(logLines(step.log)).toEqual(lines);
  });

  test('without a user there is no review to record', () => {
    const step = accepted(strategy.apply(issueState(), false, scope({ actor: null })));
    expect(logLines(step.log)).toEqual([
      ...NOTICE,
      'activity AUTO_SET_ONGOING system {"manually":true}',
      'history UNRESOLVED system',
    ]);
  });
});

describe('T13 the end of an escalation resets the priority', () => {
  const escalating = { substatus: 'ESCALATING', priority: 'HIGH', initialPriority: 'LOW' } as const;
  const reset = ['activity SET_PRIORITY system {"priority":"low","reason":"ongoing"}', 'history PRIORITY_LOW system'];

  test.each<[string, Partial<IssueState>, Partial<IssueState>, string[]]>([
    ['to the first one', escalating, { priority: 'LOW' }, reset],
    ['not where a person locked it', { ...escalating, priorityLockedAt: ago(5) }, {}, []],
    ['not where there was none', { ...escalating, initialPriority: null }, {}, []],
    ['not where it is the first one', { ...escalating, priority: 'LOW' }, {}, []],
    ['not after a regression', { ...escalating, substatus: 'REGRESSED' }, {}, []],
  ])('%s', (...[, given, expected, lines]) => {
    const state = issueState(given);
    const step = accepted(strategy.apply(state, false, scope()));
    expect(step.state).toEqual({ ...state, substatus: 'ONGOING', inbox: null, ...expected });
    expect(logLines(step.log)).toEqual([...REVIEWED, ...NOTICE, ...SETTLED, ...lines]);
  });
});
