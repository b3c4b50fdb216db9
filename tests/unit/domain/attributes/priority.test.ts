import { PriorityStrategy } from '../../../../src/domain/attributes/priority.strategy';
import type { GroupPriority } from '../../../../src/domain/group';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { accepted, ago, issueState, logLines, NOW, scope } from '../../../support/build/state';

const strategy = new PriorityStrategy();
const log = (name: string, actor = '5'): string[] => [
  `activity SET_PRIORITY ${actor} {"priority":"${name}","reason":null}`,
  `history PRIORITY_${name.toUpperCase()} ${actor}`,
  `notice issue.priority_changed {"priority":"${name}"}`,
];

describe('T13 a priority set by a person is locked', () => {
  test.each<[string, Partial<IssueState>, GroupPriority, Partial<IssueState>, string[]]>([
    ['another value', {}, 'HIGH', { priority: 'HIGH', priorityLockedAt: NOW }, log('high')],
    ['a lower value', {}, 'LOW', { priority: 'LOW', priorityLockedAt: NOW }, log('low')],
    ['none before', { priority: null }, 'MEDIUM', { priority: 'MEDIUM', priorityLockedAt: NOW }, log('medium')],
    ['the same value, unlocked', {}, 'MEDIUM', { priorityLockedAt: NOW }, []],
    ['the same value, locked', { priorityLockedAt: ago(9) }, 'MEDIUM', {}, []],
    [
      'another value, locked: the lock keeps its date',
      { priorityLockedAt: ago(9) },
      'LOW',
      { priority: 'LOW' },
      log('low'),
    ],
  ])('%s', (...[, given, priority, expected, lines]) => {
    const state = issueState(given);
    const step = accepted(strategy.apply(state, priority, scope()));
    expect(step.state).toEqual({ ...state, ...expected });
    expect(logLines(step.log)).toEqual(lines);
  });

  test('without a user the system is named', () => {
    const step = accepted(strategy.apply(issueState(), 'HIGH', scope({ actor: null })));
    expect(logLines(step.log)).toEqual(log('high', 'system'));
  });
});

describe('T21 the category may forbid it', () => {
  test.each<[IssueState['category'], boolean]>([
    ['ERROR', false],
    ['PERFORMANCE', false],
    ['CRON', false],
    ['METRIC', true],
  ])('%s: refused %s', (category, refused) => {
    const step = strategy.apply(issueState({ category }), 'HIGH', scope());
    expect(step.refused ? step.code : null).toBe(refused ? 'ACTION_NOT_ALLOWED_FOR_TYPE' : null);
  });
});
