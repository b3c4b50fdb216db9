import type { StateRow } from '../../../src/domain/attributes/strategy';
import { NO_LINKS } from '../../../src/domain/releases/group-link';
import type { IssueState } from '../../../src/domain/state/issue-state';
import { coverPairs } from '../model/covering-rows';
import { ACTOR, ago, issueState, NOW, snoozeOf } from './state';

const DAY_MS = 24 * 60 * 60_000;
const always = <const T>(value: T): readonly [T] => [value];

/** What may hang on an issue in any status. */
const ANY = {
  category: ['ERROR', 'METRIC'],
  inbox: [null, { reason: 'NEW', reasonDetails: null, dateAdded: ago(60) }],
  assignee: [
    null,
    { type: 'user', id: ACTOR.id, dateAdded: ago(9) },
    { type: 'user', id: '6', dateAdded: ago(9) },
    { type: 'team', id: '50', dateAdded: ago(9) },
  ],
  subscription: [
    null,
    ...(['ASSIGNED', 'BOOKMARK', 'COMMENT'] as const).map((reason) => ({
      ...{ isActive: reason !== 'COMMENT', reason, dateAdded: ago(9), operationId: null },
    })),
  ],
  bookmark: [null, { dateAdded: ago(5) }],
  seen: [null, { lastSeen: ago(20) }, { lastSeen: ago(5) }],
  share: [null, { uuid: 'a'.repeat(32), userId: null, dateAdded: ago(3) }],
  openPeriod: [
    null,
    ...[null, ago(30)].map((dateEnded) => ({
      ...{ id: '7', dateStarted: ago(60), dateEnded, resolutionActivityId: null, userId: null },
    })),
  ],
  forecast: [null, { thresholds: [7], dateAdded: ago(60) }],
  snooze: [
    null,
    snoozeOf({ until: ago(1) }),
    snoozeOf({ until: new Date(NOW.getTime() + DAY_MS) }),
    snoozeOf({ until: new Date(ago(0.5).getTime() + 30 * 60_000) }),
    snoozeOf({ count: 10, timesSeenBaseline: 30 }),
    snoozeOf({ count: 10, timesSeenBaseline: 40 }),
    snoozeOf({ userCount: 5, userWindow: 60 }),
  ],
  resolveAge: [null, 24],
  /** Of the last event. */
  quietDays: [0, 3],
  priority: ['LOW', 'MEDIUM'],
  priorityLockedAt: [null, ago(10)],
} as const;
const LINKS = [NO_LINKS, [{ commitId: '80', key: 'c0ffee', repository: 'acme/shop', dateAdded: ago(30) }]] as const;
const RESOLUTIONS = [
  null,
  ...(['IN_RELEASE', 'IN_NEXT_RELEASE'] as const).map((type) => ({
    ...{ id: '70', releaseId: '90', releaseVersion: 'shop@1.0.0', currentReleaseVersion: null, type },
    ...{ futureReleaseVersion: null, status: 'RESOLVED' as const, actorId: '6', dateAdded: ago(30) },
  })),
];

const DOMAINS = [
  {
    ...{ ...ANY, status: always('UNRESOLVED'), substatus: ['NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'] as const },
    ...{ resolution: always(null), commitLinks: always(NO_LINKS) },
  },
  {
    ...{ ...ANY, status: always('RESOLVED'), substatus: always(null) },
    ...{ resolution: RESOLUTIONS, commitLinks: LINKS },
  },
  {
    ...{ ...ANY, status: always('IGNORED'), resolution: always(null), commitLinks: always(NO_LINKS) },
    substatus: ['ARCHIVED_FOREVER', 'ARCHIVED_UNTIL_CONDITION_MET', 'ARCHIVED_UNTIL_ESCALATING'] as const,
  },
] as const;

/** Issues with all their rows: within each status every pair of values of two properties. */
export const FULL_STATES: readonly IssueState[] = DOMAINS.flatMap((domains): IssueState[] =>
  coverPairs(domains).map(({ quietDays, ...row }) => {
    const quiet = new Date(NOW.getTime() - quietDays * DAY_MS - 10 * 60_000);
    const seen = { timesSeen: 40, usersSeen: 4, lastSeen: quiet, firstSeen: ago(8 * 24 * 60), activeAt: quiet };
    return issueState({
      ...seen,
      initialPriority: 'HIGH',
      resolvedAt: row.status === 'RESOLVED' ? quiet : null,
      ...row,
    });
  }),
);

const ABSENT: Readonly<Record<Exclude<StateRow, 'counts' | 'snooze'>, Partial<IssueState>>> = {
  assignee: { assignee: null },
  bookmark: { bookmark: null },
  deletion: { deletion: null },
  forecast: { forecast: null },
  inbox: { inbox: null },
  merge: { mergedInto: null },
  openPeriod: { openPeriod: null },
  resolution: { resolution: null, commitLinks: NO_LINKS },
  seen: { seen: null },
  share: { share: null },
  subscription: { subscription: null },
};

/** The state as a call reads it that asks for some of its rows only. */
export function asRead(state: IssueState, asked: ReadonlySet<StateRow>): IssueState {
  const absent = Object.entries(ABSENT).filter(([row]) => !asked.has(row as StateRow));
  const read = Object.assign({}, state, ...absent.map(([, values]) => values)) as IssueState;
  const shown = asked.has('snooze') ? read : { ...read, snooze: null, resolveAge: null };
  const isCounted = asked.has('counts') || shown.snooze !== null || shown.resolveAge !== null;
  return isCounted ? shown : { ...shown, timesSeen: 0, usersSeen: 0, lastSeen: state.firstSeen };
}
