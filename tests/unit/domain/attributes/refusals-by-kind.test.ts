import { prepareChanges } from '../../../../src/domain/attributes/registry';
import type { FactReader } from '../../../../src/domain/attributes/strategy';
import { judgeIssue, type Judgement, type PreparedCall } from '../../../../src/domain/bulk/judge-issue';
import { GROUP_CATEGORIES } from '../../../../src/domain/group';
import { NO_RELEASE_FACTS } from '../../../../src/domain/releases/release-facts';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { asShown } from '../../../../src/domain/state/shown-status';
import { FULL_STATES } from '../../../support/build/full-states';
import { ACTOR, ago, factReader, NOW, scope, team, user } from '../../../support/build/state';
import { SINGLE_CALLS, type CallForm } from '../../../support/model/call-forms';

/** The project that has everything, and one that has nothing. */
const PROJECTS = ['10', '11'] as const;
/** The issue of which everything is known, and one of which nothing is. */
const ISSUES = ['1', '2'] as const;

const STATES: readonly IssueState[] = GROUP_CATEGORIES.flatMap((category) =>
  FULL_STATES.map((state, index) => ({
    ...{ ...state, category, id: ISSUES[index % 2] ?? '1', projectId: PROJECTS[(index >> 1) % 2] ?? '10' },
  })),
);

/** What `check-every-issue` takes for alike: of these one is judged for all. */
const kindOf = (state: IssueState): string =>
  [state.projectId, state.category, state.status, asShown(state, NOW).status].join(' ');

const RELEASE = { id: '91', version: 'shop@1.1.0', dateAdded: ago(20), dateReleased: null };
const COMMIT = { id: '80', key: 'c0ffee', repository: 'acme/shop', releases: new Map([['10', RELEASE]]) };
const EVENTS = { largest: 3, total: 5, squares: 11, ofWeekday: [1, 1, 1, 1, 1, 0, 0] };

const EVERYTHING: FactReader = {
  assignee: (reference) => Promise.resolve(reference.by === 'team' ? team() : user({ id: ACTOR.id })),
  projectsWith: () => Promise.resolve(new Set(['10'])),
  recentEvents: () => Promise.resolve(new Map([['1', EVENTS]])),
  releases: () =>
    Promise.resolve({
      projects: new Map([['10', { newest: RELEASE, greatest: null, followsSemver: false }]]),
      named: new Map([['10', RELEASE]]),
      last: new Map([['1', { version: 'shop@1.0.0', successor: RELEASE }]]),
      commit: COMMIT,
    }),
};
const READERS: readonly FactReader[] = [EVERYTHING, factReader({ releases: () => Promise.resolve(NO_RELEASE_FACTS) })];

/** Every attribute that judges issues one by one, and each status beside each of the others that can refuse. */
const ALONE = SINGLE_CALLS.filter(({ changes }) => changes.merge === undefined);
const REFUSING = ALONE.filter(({ changes }) => 'priority' in changes || 'assignedTo' in changes);
const PAIRS: readonly CallForm[] = ALONE.filter(({ changes }) => 'status' in changes || 'substatus' in changes).flatMap(
  (first) =>
    REFUSING.map((second) => ({
      ...{ name: `${first.name} ${second.name}`, changes: { ...first.changes, ...second.changes } },
    })),
);

async function judgeOf({ changes }: CallForm, read: FactReader): Promise<(state: IssueState) => Judgement> {
  const { facts: _, ...common } = scope<'inbox'>({ changes });
  const drawn = new Map(ISSUES.map((id) => [id, `70${id}`]));
  const fresh = { activityIds: drawn, shareIds: drawn, tombstoneIds: drawn };
  const call: PreparedCall = {
    changes: await prepareChanges({ changes, actor: ACTOR, read }),
    scope: { ...common, fresh },
    expectation: { unchangedSince: null, versions: new Map() },
  };
  return judgeIssue(call);
}

const verdictOf = (judgement: Judgement): string =>
  judgement.status === 'INVALID' ? `${judgement.attribute} ${judgement.code}` : 'taken';

/** The verdicts on the issues of each kind. */
async function verdicts(call: CallForm, read: FactReader, states = STATES): Promise<ReadonlyMap<string, Set<string>>> {
  const judge = await judgeOf(call, read);
  const byKind = new Map<string, Set<string>>();
  for (const state of states) {
    const kind = kindOf(state);
    byKind.set(kind, (byKind.get(kind) ?? new Set()).add(verdictOf(judge(state))));
  }
  return byKind;
}

it.each([
  ['an attribute', ALONE, STATES],
  ['two attributes', PAIRS, STATES.filter(({ category }) => ['ERROR', 'METRIC'].includes(category))],
] as const)('A3 %s: issues of one kind are all refused, for the same reason, or none is', async (_, calls, states) => {
  const wrong: string[] = [];
  for (const call of calls) {
    for (const read of READERS) {
      for (const [kind, found] of await verdicts(call, read, states)) {
        if (found.size > 1) wrong.push(`${call.name}, of ${kind}: ${[...found].join(' or ')}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('A3 every reason to refuse an issue is met, and every kind has several issues', async () => {
  const met = new Set<string>();
  for (const call of ALONE) {
    for (const read of READERS) {
      for (const found of (await verdicts(call, read)).values()) for (const verdict of found) met.add(verdict);
    }
  }
  expect([...met].sort()).toEqual([
    'assignedTo ACTOR_NOT_FOUND',
    'assignedTo ACTOR_NOT_MEMBER',
    'discard FEATURE_DISABLED',
    'discard NOT_AN_ERROR_ISSUE',
    'priority ACTION_NOT_ALLOWED_FOR_TYPE',
    'status ACTION_NOT_ALLOWED_FOR_TYPE',
    'status COMMIT_NOT_FOUND',
    'status NO_RELEASE_DATA',
    'status RELEASE_NOT_FOUND',
    'substatus ACTION_NOT_ALLOWED_FOR_TYPE',
    'substatus INVALID_INPUT',
    'taken',
  ]);
  const sizes = new Map<string, number>();
  for (const state of STATES) sizes.set(kindOf(state), (sizes.get(kindOf(state)) ?? 0) + 1);
  expect(Math.max(...sizes.values())).toBeGreaterThan(1);
});
