import type { ChangeSet } from '../../../../src/domain/attributes/changes';
import { prepareChanges, STRATEGIES } from '../../../../src/domain/attributes/registry';
import type { ActingUser, FactReader, StateRow } from '../../../../src/domain/attributes/strategy';
import { appliedAttributes } from '../../../../src/domain/bulk/applied-attributes';
import { judgeIssue, type PreparedCall } from '../../../../src/domain/bulk/judge-issue';
import { settleSet } from '../../../../src/domain/bulk/settle-set';
import { NO_RELEASE_FACTS } from '../../../../src/domain/releases/release-facts';
import { beforeImage, SLICES } from '../../../../src/domain/state/difference';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { asRead, FULL_STATES } from '../../../support/build/full-states';
import { ACTOR, ago, factReader, issueState, scope, team, user } from '../../../support/build/state';
import { DOUBLE_CALLS, SINGLE_CALLS } from '../../../support/model/call-forms';

const SELF_ASSIGNER: ActingUser = { ...ACTOR, selfAssignOnResolve: true };

const RELEASE = { id: '91', version: 'shop@1.1.0', dateAdded: ago(20), dateReleased: null };
const READER: FactReader = factReader({
  assignee: (reference) => {
    if (reference.by === 'team') return Promise.resolve(team());
    return Promise.resolve(user(reference.by === 'user' ? { id: reference.id } : {}));
  },
  projectsWith: () => Promise.resolve(new Set(['10'])),
  recentEvents: () =>
    Promise.resolve(new Map([['1', { largest: 3, total: 5, squares: 11, ofWeekday: [1, 1, 1, 1, 1, 0, 0] }]])),
  releases: (form) =>
    Promise.resolve({
      ...NO_RELEASE_FACTS,
      projects: new Map([['10', { newest: RELEASE, greatest: RELEASE, followsSemver: true }]]),
      named: new Map(form.in === 'release' ? [['10', { ...RELEASE, id: '90', version: 'shop@1.0.0' }]] : []),
      commit: {
        ...{ id: '80', key: 'c0ffee', repository: 'acme/shop' },
        releases: new Map([['10', RELEASE]]),
      },
    }),
});

/** Issues that are selected along with the one that is looked at; the limit of a merge lies between their counts. */
const COMPANY = [issueState({ id: '2', timesSeen: 3 }), issueState({ id: '3', timesSeen: 2 })];
const MERGE_EVENT_LIMIT = 39;

/** As if one issue alone were selected: then more looks at the actor's subscription. */
async function prepare(changes: ChangeSet, actor: ActingUser | null) {
  const prepared = await prepareChanges({ changes, actor, read: READER });
  const { facts: _, ...common } = scope<'inbox'>({ actor, changes, single: true });
  const call: PreparedCall = {
    ...{ changes: prepared, scope: common, expectation: { unchangedSince: null, versions: new Map() } },
  };
  return { call, rows: new Set(prepared.flatMap(({ reads }) => reads)) };
}

/** All that is written, answered or kept of what a call makes of an issue. */
function judged(call: PreparedCall, state: IssueState, mergeEventLimit: number): string {
  const settled = settleSet(call, [state, ...COMPANY], { mergeEventLimit });
  const judgement = judgeIssue(settled.call)(state);
  if (!('last' in judgement)) return JSON.stringify([judgement, settled.problems]);
  const { changes: asked, actor } = call.scope;
  const askedStatus = { status: asked.status, actorId: actor?.id ?? null };
  const applied = appliedAttributes(Object.keys(asked), [judgement.last], askedStatus);
  if (judgement.status === 'UNCHANGED') return JSON.stringify(applied);
  const { difference, log } = judgement;
  const { slices, next } = difference;
  const written = slices.flatMap((slice) => SLICES[slice].map((key) => [key, next[key]]));
  const size = slices.includes('deletion') ? next.timesSeen : null;
  return JSON.stringify([
    applied,
    slices,
    written,
    size,
    next.version,
    beforeImage(difference),
    judgement.changes(),
    log,
  ]);
}

it.each([
  ['a user', ACTOR, [...SINGLE_CALLS, ...DOUBLE_CALLS]],
  ['a user who takes what they resolve', SELF_ASSIGNER, SINGLE_CALLS],
  ['nobody', null, SINGLE_CALLS],
] as const)('every call of %s sees the rows that its outcome depends on', async (_, actor, calls) => {
  const wrong: string[] = [];
  for (const { name, changes } of calls) {
    const { call, rows } = await prepare(changes, actor);
    const limits = changes.merge === undefined ? [0] : [0, MERGE_EVENT_LIMIT];
    const differing = FULL_STATES.filter((state) =>
      limits.some((limit) => judged(call, state, limit) !== judged(call, asRead(state, rows), limit)),
    );
    if (differing.length > 0) wrong.push(`${name}: ${differing.length}, as ${JSON.stringify(differing[0])}`);
  }
  expect(wrong).toEqual([]);
});

it('every attribute is called, and every status is met', () => {
  const called = new Set(SINGLE_CALLS.flatMap(({ changes }) => Object.keys(changes)));
  expect([...called].sort()).toEqual(Object.keys(STRATEGIES).sort());
  expect(new Set(FULL_STATES.map(({ status }) => status)).size).toBe(3);
});

it('a call without rows sees none of them', () => {
  const bare = asRead(FULL_STATES[0] ?? issueState(), new Set<StateRow>());
  expect(bare).toMatchObject({ snooze: null, resolution: null, inbox: null, timesSeen: 0, lastSeen: bare.firstSeen });
});
