import type { StatusDetailsInput } from '../../../src/domain/attributes/read-status-details';

/** What an issue can find in its project; the last three are of one project. */
export const KINDS = ['semantic', 'none', 'dates: met first', 'dates: met last', 'dates: met nowhere'] as const;
export type Kind = (typeof KINDS)[number];

/** Releases by project, oldest first; the last two of `semantic` are not in the order of their versions. */
export const VERSIONS = {
  semantic: ['p@1.0.0', 'p@3.0.0', 'p@2.0.0'],
  dates: ['one', 'two', 'three'],
  none: [],
} as const;

/** Commit `held` is in the releases p@1.0.0, one and two; no release holds `free`. */
const held = { commit: 'held', repository: 'shop' };
const free = { commit: 'free', repository: 'shop' };

/** Every form of resolving, by the details that ask for it; null: RESOLVED_IN_NEXT_RELEASE. */
export const FORMS = {
  now: {},
  'next by the status': null,
  next: { inNextRelease: true },
  latest: { inRelease: 'latest' },
  'in p@1.0.0': { inRelease: 'p@1.0.0' },
  'in one': { inRelease: 'one' },
  upcoming: { inUpcomingRelease: true },
  'future p@9.0.0': { inFutureRelease: 'p@9.0.0' },
  'future two': { inFutureRelease: 'two' },
  'commit held': { inCommit: held },
  'commit free': { inCommit: free },
} as const satisfies Record<string, StatusDetailsInput | null>;
export type Form = keyof typeof FORMS;

/** What is stored: type, status, release, current, future; what is said: activity, version, current. `-` is null, `''` empty. */
type Cell = readonly [stored: string | null, said: string] | 'RELEASE_NOT_FOUND' | 'NO_RELEASE_DATA' | 'INVALID_INPUT';

const IN_P1 = ['IN_RELEASE RESOLVED p@1.0.0 - -', 'SET_RESOLVED_IN_RELEASE p@1.0.0 -'] as const;
const IN_P2 = ['IN_RELEASE RESOLVED p@2.0.0 - -', 'SET_RESOLVED_IN_RELEASE p@2.0.0 -'] as const;
const AFTER_P3 = ['IN_RELEASE RESOLVED p@3.0.0 p@3.0.0 -', `SET_RESOLVED_IN_RELEASE '' p@3.0.0`] as const;
const IN_ONE = ['IN_RELEASE RESOLVED one - -', 'SET_RESOLVED_IN_RELEASE one -'] as const;
const IN_TWO = ['IN_RELEASE RESOLVED two - -', 'SET_RESOLVED_IN_RELEASE two -'] as const;
const IN_THREE = ['IN_RELEASE RESOLVED three - -', 'SET_RESOLVED_IN_RELEASE three -'] as const;
const NOW = [null, 'SET_RESOLVED - -'] as const;
const LATER = `SET_RESOLVED_IN_RELEASE '' -`;
const COMMIT = 'SET_RESOLVED_IN_COMMIT - -';
const UPCOMING = 'IN_UPCOMING_RELEASE PENDING';
const FUTURE = 'IN_FUTURE_RELEASE PENDING';

function byDate<T>(first: T, last: T = first, nowhere: T = last): Record<Exclude<Kind, 'semantic' | 'none'>, T> {
  return { 'dates: met first': first, 'dates: met last': last, 'dates: met nowhere': nowhere };
}

/** By date, the successor of the release in which the issue was last met, or the one that is to come. */
const NEXT_BY_DATE = byDate<Cell>(
  ['IN_RELEASE RESOLVED two one -', 'SET_RESOLVED_IN_RELEASE two -'],
  ['IN_NEXT_RELEASE PENDING three three -', LATER],
  ['IN_NEXT_RELEASE PENDING three - -', LATER],
);

/** The rules, cell by cell. */
export const EXPECTED: Record<Form, Record<Kind, Cell>> = {
  now: { semantic: NOW, none: NOW, ...byDate<Cell>(NOW) },
  'next by the status': { semantic: AFTER_P3, none: [null, LATER], ...NEXT_BY_DATE },
  next: { semantic: AFTER_P3, none: 'NO_RELEASE_DATA', ...NEXT_BY_DATE },
  latest: { semantic: IN_P2, none: 'NO_RELEASE_DATA', ...byDate<Cell>(IN_THREE) },
  'in p@1.0.0': { semantic: IN_P1, none: 'RELEASE_NOT_FOUND', ...byDate<Cell>('RELEASE_NOT_FOUND') },
  'in one': { semantic: 'RELEASE_NOT_FOUND', none: 'RELEASE_NOT_FOUND', ...byDate<Cell>(IN_ONE) },
  upcoming: {
    semantic: [`${UPCOMING} p@2.0.0 - -`, LATER],
    none: 'NO_RELEASE_DATA',
    ...byDate<Cell>([`${UPCOMING} three - -`, LATER]),
  },
  'future p@9.0.0': {
    semantic: [`${FUTURE} p@2.0.0 - p@9.0.0`, 'SET_RESOLVED_IN_RELEASE p@9.0.0 -'],
    none: [`${FUTURE} - - p@9.0.0`, 'SET_RESOLVED_IN_RELEASE p@9.0.0 -'],
    ...byDate<Cell>([`${FUTURE} three - p@9.0.0`, 'SET_RESOLVED_IN_RELEASE p@9.0.0 -']),
  },
  'future two': { semantic: 'INVALID_INPUT', none: 'INVALID_INPUT', ...byDate<Cell>(IN_TWO) },
  'commit held': {
    semantic: [IN_P1[0], COMMIT],
    none: [null, COMMIT],
    ...byDate<Cell>([IN_TWO[0], COMMIT]),
  },
  'commit free': { semantic: [null, COMMIT], none: [null, COMMIT], ...byDate<Cell>([null, COMMIT]) },
};
