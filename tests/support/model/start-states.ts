import { coverPairs, type CoveringRow } from './covering-rows';

/** What is common to all start states: every pair of these values occurs. */
const ANY = {
  inbox: [null, 'NEW', 'REGRESSION'],
  priority: ['LOW', 'MEDIUM', 'HIGH locked', null],
  initialPriority: ['LOW', 'HIGH', null],
  assignee: [null, 'me', 'other', 'small', 'large'],
  mine: [null, 'active', 'inactive', 'assigned'],
  others: [null, 'all assigned', 'all commented', 'other inactive'],
  age: ['1 day', 'almost 7 days', '8 days'],
  openPeriod: [true, false],
  project: ['first', 'second'],
} as const;
/** There are as many rows as the two longest lists ask for: so these are short where there are many snoozes. */
const FEW = {
  ...ANY,
  priority: ['LOW', 'MEDIUM locked', null],
  assignee: [null, 'me', 'small'],
  mine: [null, 'inactive', 'assigned'],
  others: [null, 'all assigned'],
} as const;

const OPEN = ['NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'] as const;
const ARCHIVED = ['ARCHIVED_FOREVER', 'ARCHIVED_UNTIL_CONDITION_MET', 'ARCHIVED_UNTIL_ESCALATING'] as const;

/** Conditions that an archived issue may have, and whether they are met. */
export const SNOOZES = [
  null,
  'duration, mine',
  'duration, of another',
  'duration, a minute old',
  'duration, over',
  'count',
  'count, reached',
  'count in window',
  'count in window, seen as often',
  'user count',
  'user count, reached',
  'user count in window',
  'combined, mine',
  'combined, count reached',
] as const;
export type SnoozeKind = Exclude<(typeof SNOOZES)[number], null>;

const always = <const T>(value: T): readonly [T] => [value];
const ERROR = always('ERROR');
const NO_SNOOZE = always(null);
/** Left over from an earlier archive. */
const STALE = [null, 'duration, over', 'count'] as const;

const DOMAINS = [
  { ...ANY, category: ERROR, status: always('UNRESOLVED'), substatus: OPEN, snooze: STALE },
  { ...ANY, category: ERROR, status: always('RESOLVED'), substatus: always(null), snooze: STALE },
  {
    ...FEW,
    category: ERROR,
    status: always('IGNORED'),
    substatus: ARCHIVED,
    snooze: SNOOZES,
  },
] as const;

/** A few of the issues that allow no status or priority by hand, and of those that no call may change. */
const OTHERS = {
  inbox: [null, 'NEW'],
  priority: ['LOW', 'MEDIUM locked'],
  initialPriority: always('HIGH'),
  assignee: always(null),
  mine: always(null),
  others: always(null),
  age: always('1 day'),
  openPeriod: always(true),
  project: ['first', 'second'],
} as const;

const UNUSUAL = [
  { ...OTHERS, category: always('METRIC'), status: always('UNRESOLVED'), substatus: OPEN, snooze: NO_SNOOZE },
  { ...OTHERS, category: always('METRIC'), status: always('RESOLVED'), substatus: always(null), snooze: NO_SNOOZE },
  { ...OTHERS, category: always('METRIC'), status: always('IGNORED'), substatus: ARCHIVED, snooze: NO_SNOOZE },
  {
    ...OTHERS,
    category: ERROR,
    status: ['PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE', 'REPROCESSING'],
    substatus: always(null),
    snooze: NO_SNOOZE,
  },
] as const;

export type StartState = CoveringRow<(typeof DOMAINS)[number]> | CoveringRow<(typeof UNUSUAL)[number]>;

/** Issues before a call: within each status every pair of all other properties. */
export const START_STATES: readonly StartState[] = [
  ...DOMAINS.flatMap((domains): readonly StartState[] => coverPairs(domains)),
  ...UNUSUAL.flatMap((domains): readonly StartState[] => coverPairs(domains)),
];
