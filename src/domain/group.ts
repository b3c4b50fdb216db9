/** Stored states of an issue; their names are the public ones. */
export const GROUP_STATUSES = [
  'UNRESOLVED',
  'RESOLVED',
  'IGNORED',
  'PENDING_DELETION',
  'DELETION_IN_PROGRESS',
  'PENDING_MERGE',
  'REPROCESSING',
] as const;
export type GroupStatus = (typeof GROUP_STATUSES)[number];

/** What a status means more precisely: the first four belong to UNRESOLVED, the others to IGNORED. */
export const GROUP_SUBSTATUSES = [
  'NEW',
  'ONGOING',
  'ESCALATING',
  'REGRESSED',
  'ARCHIVED_UNTIL_ESCALATING',
  'ARCHIVED_UNTIL_CONDITION_MET',
  'ARCHIVED_FOREVER',
] as const;
export type GroupSubstatus = (typeof GROUP_SUBSTATUSES)[number];

/** The status that a substatus belongs to; RESOLVED and the rest have none. */
export const STATUS_OF_SUBSTATUS: Record<GroupSubstatus, GroupStatus> = {
  NEW: 'UNRESOLVED',
  ONGOING: 'UNRESOLVED',
  ESCALATING: 'UNRESOLVED',
  REGRESSED: 'UNRESOLVED',
  ARCHIVED_UNTIL_ESCALATING: 'IGNORED',
  ARCHIVED_UNTIL_CONDITION_MET: 'IGNORED',
  ARCHIVED_FOREVER: 'IGNORED',
};

/** Issues in these states do not exist for a caller. */
export const DELETED_STATUSES = ['PENDING_DELETION', 'DELETION_IN_PROGRESS'] as const satisfies readonly GroupStatus[];

/** How much an issue matters, from the least on. */
export const GROUP_PRIORITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type GroupPriority = (typeof GROUP_PRIORITIES)[number];

/** How severe the SDK calls an event, from the least on. */
export const GROUP_LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'FATAL'] as const;
export type GroupLevel = (typeof GROUP_LEVELS)[number];

/** What kind of trouble an issue is; it decides what can be done by hand. */
export const GROUP_CATEGORIES = [
  'ERROR',
  'PERFORMANCE',
  'CRON',
  'REPLAY',
  'FEEDBACK',
  'UPTIME',
  'METRIC',
  'OTHER',
] as const;
export type GroupCategory = (typeof GROUP_CATEGORIES)[number];

/** Why an issue waits for review. */
export const INBOX_REASONS = ['NEW', 'REGRESSION', 'MANUAL', 'REPROCESSED', 'ESCALATING', 'ONGOING'] as const;
export type InboxReason = (typeof INBOX_REASONS)[number];

/** Why somebody is told about an issue. */
export const SUBSCRIPTION_REASONS = [
  'UNKNOWN',
  'COMMENT',
  'ASSIGNED',
  'BOOKMARK',
  'STATUS_CHANGE',
  'MENTIONED',
  'TEAM_MENTIONED',
] as const;
export type SubscriptionReason = (typeof SUBSCRIPTION_REASONS)[number];
