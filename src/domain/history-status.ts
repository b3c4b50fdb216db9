import type { GroupPriority, GroupSubstatus } from './group';

/** Entries of an issue's append-only history. UNRESOLVED and ONGOING are one value. */
export type HistoryStatus =
  | 'UNRESOLVED'
  | 'RESOLVED'
  | 'AUTO_RESOLVED'
  | 'SET_RESOLVED_IN_RELEASE'
  | 'SET_RESOLVED_IN_COMMIT'
  | 'IGNORED'
  | 'UNIGNORED'
  | 'ASSIGNED'
  | 'UNASSIGNED'
  | 'REGRESSED'
  | 'REVIEWED'
  | 'ESCALATING'
  | 'ARCHIVED_UNTIL_ESCALATING'
  | 'ARCHIVED_FOREVER'
  | 'ARCHIVED_UNTIL_CONDITION_MET'
  | 'PRIORITY_HIGH'
  | 'PRIORITY_MEDIUM'
  | 'PRIORITY_LOW';

const OPENED: readonly HistoryStatus[] = ['UNRESOLVED', 'REGRESSED', 'ESCALATING'];
const RESOLVED: readonly HistoryStatus[] = [
  'RESOLVED',
  'AUTO_RESOLVED',
  'SET_RESOLVED_IN_RELEASE',
  'SET_RESOLVED_IN_COMMIT',
];
const ARCHIVED: readonly HistoryStatus[] = [
  'IGNORED',
  'ARCHIVED_UNTIL_ESCALATING',
  'ARCHIVED_FOREVER',
  'ARCHIVED_UNTIL_CONDITION_MET',
];

/** The entries that a new one answers: the newest of them gives its previous date; none: it has no previous date. */
export const INVERSE_HISTORY: Record<HistoryStatus, readonly HistoryStatus[]> = {
  UNRESOLVED: [...RESOLVED, 'REGRESSED', 'ESCALATING', 'IGNORED'],
  RESOLVED: OPENED,
  AUTO_RESOLVED: OPENED,
  SET_RESOLVED_IN_RELEASE: OPENED,
  SET_RESOLVED_IN_COMMIT: OPENED,
  IGNORED: ['UNIGNORED'],
  UNIGNORED: ARCHIVED,
  ASSIGNED: ['UNASSIGNED'],
  UNASSIGNED: ['ASSIGNED'],
  REGRESSED: RESOLVED,
  REVIEWED: [],
  ESCALATING: ['ARCHIVED_UNTIL_ESCALATING', 'ARCHIVED_UNTIL_CONDITION_MET', 'IGNORED'],
  ARCHIVED_UNTIL_ESCALATING: [],
  ARCHIVED_FOREVER: [],
  ARCHIVED_UNTIL_CONDITION_MET: [],
  PRIORITY_HIGH: [],
  PRIORITY_MEDIUM: [],
  PRIORITY_LOW: [],
};

/** The history entry of an issue that enters a substatus; NEW counts as unresolved. */
export const HISTORY_OF_SUBSTATUS: Record<GroupSubstatus, HistoryStatus> = {
  NEW: 'UNRESOLVED',
  ONGOING: 'UNRESOLVED',
  ESCALATING: 'ESCALATING',
  REGRESSED: 'REGRESSED',
  ARCHIVED_UNTIL_ESCALATING: 'ARCHIVED_UNTIL_ESCALATING',
  ARCHIVED_UNTIL_CONDITION_MET: 'ARCHIVED_UNTIL_CONDITION_MET',
  ARCHIVED_FOREVER: 'ARCHIVED_FOREVER',
};

/** The history entry of an issue that gets a priority. */
export const HISTORY_OF_PRIORITY: Record<GroupPriority, HistoryStatus> = {
  HIGH: 'PRIORITY_HIGH',
  MEDIUM: 'PRIORITY_MEDIUM',
  LOW: 'PRIORITY_LOW',
};
