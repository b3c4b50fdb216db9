import type { GroupPriority, GroupStatus, GroupSubstatus } from '../../domain/group';

/** What a client can set the status to. */
export const STATUS_UPDATES = {
  resolved: 'RESOLVED',
  resolvedInNextRelease: 'RESOLVED_IN_NEXT_RELEASE',
  unresolved: 'UNRESOLVED',
  ignored: 'IGNORED',
  // What ignoring was once called, and what old command lines still send.
  muted: 'IGNORED',
} as const;

/** What a client can search a status by. */
export const SEARCHED_STATUSES: Readonly<Record<string, GroupStatus>> = {
  unresolved: 'UNRESOLVED',
  resolved: 'RESOLVED',
  ignored: 'IGNORED',
  archived: 'IGNORED',
  muted: 'IGNORED',
  reprocessing: 'REPROCESSING',
};

export const SUBSTATUSES = {
  archived_until_escalating: 'ARCHIVED_UNTIL_ESCALATING',
  archived_until_condition_met: 'ARCHIVED_UNTIL_CONDITION_MET',
  archived_forever: 'ARCHIVED_FOREVER',
  escalating: 'ESCALATING',
  ongoing: 'ONGOING',
  regressed: 'REGRESSED',
  new: 'NEW',
} as const satisfies Readonly<Record<string, GroupSubstatus>>;

export const PRIORITIES = { low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const satisfies Readonly<
  Record<string, GroupPriority>
>;

/** Enums go to clients in lower case. */
export function wireName<T extends string>(name: T): Lowercase<T> {
  return name.toLowerCase() as Lowercase<T>;
}
