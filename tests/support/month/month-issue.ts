import type { GroupCategory, GroupPriority, GroupStatus, GroupSubstatus } from '../../../src/domain/group';

/** When an issue that is archived comes back. */
export interface MonthSnooze {
  readonly until: Date | null;
  readonly count: number | null;
  /** Minutes. */
  readonly window: number | null;
  readonly userCount: number | null;
  /** What had been seen when it began. */
  readonly seen: number;
  readonly users: number;
}

/** An issue as the model has it: all that time, events and calls make of it. */
export interface MonthIssue {
  readonly fingerprint: string;
  readonly category: GroupCategory;
  /** Hours; null: its project resolves nothing by age. */
  readonly resolveAge: number | null;
  readonly firstSeen: Date;
  readonly initialPriority: GroupPriority;
  status: GroupStatus;
  substatus: GroupSubstatus | null;
  priority: GroupPriority;
  isLocked: boolean;
  activeAt: Date;
  resolvedAt: Date | null;
  /** The version after which it is resolved. */
  resolvedAfter: string | null;
  inbox: { reason: string; at: Date } | null;
  snooze: MonthSnooze | null;
  forecast: { thresholds: number[]; dateAdded: Date } | null;
  /** When it last became regressed or escalating. */
  entered: Date | null;
  /** When each event came, and of whom. */
  readonly events: { at: Date; user: string }[];
  /** The history, and the feed's types. */
  readonly history: string[];
  readonly feed: string[];
}

/** A new issue of the model, before its first event. */
export function monthIssue(
  given: Pick<MonthIssue, 'fingerprint' | 'category' | 'resolveAge' | 'firstSeen' | 'initialPriority'>,
): MonthIssue {
  const { firstSeen, initialPriority } = given;
  return {
    ...given,
    ...{ status: 'UNRESOLVED', substatus: 'NEW', priority: initialPriority, isLocked: false, activeAt: firstSeen },
    ...{ resolvedAt: null, resolvedAfter: null, inbox: { reason: 'NEW', at: firstSeen } },
    ...{ snooze: null, forecast: null, entered: null, events: [], history: [], feed: [] },
  };
}

/** When its latest event came. */
export function lastSeen({ events, firstSeen }: MonthIssue): Date {
  return events.at(-1)?.at ?? firstSeen;
}

/** How many different people it has met. */
export function usersSeen({ events }: MonthIssue): number {
  return new Set(events.map(({ user }) => user)).size;
}
