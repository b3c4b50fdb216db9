import type { AssigneeRequest } from '../../../../src/domain/attributes/changes';
import { AssignedToStrategy } from '../../../../src/domain/attributes/assigned-to/assigned-to.strategy';
import type { Assignee } from '../../../../src/domain/attributes/strategy';
import type { IssueState, Subscription } from '../../../../src/domain/state/issue-state';
import {
  ACTOR,
  accepted,
  ago,
  factReader,
  issueState,
  logLines,
  NOW,
  scope,
  team,
  user,
} from '../../../support/build/state';

const strategy = new AssignedToStrategy();
const ASKED: AssigneeRequest = { actor: { by: 'user', id: '6' }, integration: null };
const CLEAR: AssigneeRequest = { actor: null, integration: null };
const me = user({ id: '5', name: 'Ann', email: 'ann@example.com' });

function assigned(type: 'user' | 'team', id: string): Partial<IssueState> {
  return { assignee: { type, id, dateAdded: ago(10) } };
}

function subscribed(reason: Subscription['reason'], isActive = true): Partial<IssueState> {
  return { subscription: { isActive, reason, dateAdded: ago(10), operationId: null } };
}

function apply(state: IssueState, to: Assignee | null): { state: IssueState; lines: string[] } {
  const change = to === null ? CLEAR : ASKED;
  const step = accepted(strategy.apply(state, change, scope<'assignedTo'>({ facts: to })));
  return { state: step.state, lines: logLines(step.log) };
}

describe('who gets the issue', () => {
  test('a user', () => {
    const { state, lines } = apply(issueState(), user());
    expect(state).toEqual({ ...issueState(), assignee: { type: 'user', id: '6', dateAdded: NOW } });
    expect(lines).toEqual([
      'activity ASSIGNED 5 {"assignee":"6","assigneeEmail":"ben@example.com","assigneeName":"Ben","assigneeType":"user"}',
      'history ASSIGNED 5',
      'notice issue.assigned {"assignee":{"type":"user","id":"6"}}',
      'assignee nobody to user 6',
    ]);
  });

  test('a team after a user', () => {
    const { state, lines } = apply(issueState(assigned('user', '6')), team());
    expect(state.assignee).toEqual({ type: 'team', id: '50', dateAdded: NOW });
    expect(lines).toEqual([
      'activity ASSIGNED 5 {"assignee":"50","assigneeEmail":null,"assigneeName":"core","assigneeType":"team"}',
      'history ASSIGNED 5',
      'notice issue.assigned {"assignee":{"type":"team","id":"50"}}',
      'assignee user 6 to team 50',
    ]);
  });

  test('the chat product is named in the feed', () => {
    const change: AssigneeRequest = { actor: { by: 'user', id: '6' }, integration: 'slack' };
    const step = accepted(strategy.apply(issueState(), change, scope<'assignedTo'>({ facts: user() })));
    expect(step.log[0]).toMatchObject({ data: { integration: 'slack' } });
  });

  test.each<[string, Partial<IssueState>, Assignee | null]>([
    ['the same user', assigned('user', '6'), user()],
    ['the same team', assigned('team', '50'), team()],
    ['nobody, again', {}, null],
  ])('UNCHANGED: %s', (_, given, to) => {
    const state = issueState(given);
    expect(apply(state, to)).toEqual({ state, lines: [] });
  });

  test('a team whose id is that of the user who has it is somebody else', () => {
    expect(apply(issueState(assigned('user', '50')), team()).state.assignee?.type).toBe('team');
  });

  test('nobody', () => {
    const { state, lines } = apply(issueState(assigned('team', '9')), null);
    expect(state.assignee).toBeNull();
    expect(lines).toEqual([
      'activity UNASSIGNED 5 null',
      'history UNASSIGNED 5',
      'notice issue.unassigned {}',
      'assignee team 9 to nobody',
    ]);
  });
});

describe('T10 the assignee is checked project by project', () => {
  test.each<[string, Assignee]>([
    ['user', user({ projectIds: new Set(['11']) })],
    ['team', team({ projectIds: new Set() })],
  ])('a %s who does not see the project', (_, facts) => {
    const step = strategy.apply(issueState(), ASKED, scope<'assignedTo'>({ facts }));
    expect(step).toEqual({ refused: true, code: 'ACTOR_NOT_MEMBER' });
  });

  test('also where they have the issue already', () => {
    const state = issueState(assigned('user', '6'));
    const step = strategy.apply(state, ASKED, scope<'assignedTo'>({ facts: user({ projectIds: new Set() }) }));
    expect(step).toEqual({ refused: true, code: 'ACTOR_NOT_MEMBER' });
  });

  test('an unknown one is a problem of the call, nobody is none', async () => {
    expect(strategy.check(ASKED, { actor: ACTOR, facts: 'unknown' })).toMatchObject([
      { code: 'ACTOR_NOT_FOUND', field: ['input', 'assignedTo'] },
    ]);
    expect(strategy.check(ASKED, { actor: ACTOR, facts: user() })).toEqual([]);
    expect(strategy.check(CLEAR, { actor: ACTOR, facts: null })).toEqual([]);
    expect(await strategy.load(ASKED, factReader())).toBe('unknown');
    expect(await strategy.load(CLEAR, factReader({ assignee: () => Promise.reject(new Error('asked')) }))).toBeNull();
  });
});

describe("T18 the actor's own subscription", () => {
  const fresh = { isActive: true, reason: 'ASSIGNED', dateAdded: NOW, operationId: '400' };
  test.each<[string, Partial<IssueState>, Assignee | null, unknown]>([
    ['taking it subscribes', {}, me, fresh],
    ['taking it keeps another reason', subscribed('COMMENT'), me, subscribed('COMMENT').subscription],
    [
      'taking it keeps an explicit unsubscription',
      subscribed('UNKNOWN', false),
      me,
      subscribed('UNKNOWN', false).subscription,
    ],
    ['the own team subscribes', {}, team(), fresh],
    ['the own team of 100 subscribes', {}, team({ memberCount: 100 }), fresh],
    ['the own team of 101 does not', {}, team({ memberCount: 101 }), null],
    ['a strange team does not', {}, team({ id: '51' }), null],
    ['giving it away unsubscribes', { ...assigned('user', '5'), ...subscribed('ASSIGNED') }, user(), null],
    [
      'giving it away keeps another reason',
      { ...assigned('user', '5'), ...subscribed('COMMENT') },
      user(),
      subscribed('COMMENT').subscription,
    ],
    ['clearing it unsubscribes', { ...assigned('user', '5'), ...subscribed('ASSIGNED') }, null, null],
    ['clearing the own team unsubscribes', { ...assigned('team', '50'), ...subscribed('ASSIGNED') }, null, null],
    [
      'clearing a strange team does not',
      { ...assigned('team', '51'), ...subscribed('ASSIGNED') },
      null,
      subscribed('ASSIGNED').subscription,
    ],
    [
      'from me to my team stays',
      { ...assigned('user', '5'), ...subscribed('ASSIGNED') },
      team(),
      subscribed('ASSIGNED').subscription,
    ],
    [
      'from my team to me stays',
      { ...assigned('team', '50'), ...subscribed('ASSIGNED') },
      me,
      subscribed('ASSIGNED').subscription,
    ],
    [
      'from me to my team of 101 stays',
      { ...assigned('user', '5'), ...subscribed('ASSIGNED') },
      team({ memberCount: 101 }),
      subscribed('ASSIGNED').subscription,
    ],
  ])('%s', (...[, given, to, expected]) => {
    expect(apply(issueState(given), to).state.subscription).toEqual(expected);
  });

  test('without a user there is none', () => {
    const step = accepted(strategy.apply(issueState(), ASKED, scope<'assignedTo'>({ facts: user(), actor: null })));
    expect(step.state.subscription).toBeNull();
    expect(logLines(step.log)[1]).toBe('history ASSIGNED system');
  });
});
