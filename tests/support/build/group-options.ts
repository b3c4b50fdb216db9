import type {
  GroupCategory,
  GroupLevel,
  GroupPriority,
  GroupStatus,
  GroupSubstatus,
  InboxReason,
  SubscriptionReason,
} from '../../../src/domain/group';
import type { TestProject } from './organization';

/** The issue as it was inserted. */
export interface TestGroup {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly shortId: string;
  readonly category: GroupCategory;
  readonly title: string;
  readonly culprit: string | null;
  readonly message: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly status: GroupStatus;
  readonly substatus: GroupSubstatus | null;
  readonly priority: GroupPriority | null;
  readonly initialPriority: GroupPriority | null;
  readonly priorityLockedAt: Date | null;
  readonly firstSeen: Date;
  readonly activeAt: Date;
  readonly resolvedAt: Date | null;
  readonly version: number;
  readonly changedAt: Date;
}

export interface TestSnooze {
  readonly until?: Date;
  readonly count?: number;
  /** Minutes, as `userWindow`. */
  readonly window?: number;
  readonly userCount?: number;
  readonly userWindow?: number;
  readonly timesSeenBaseline?: number;
  readonly usersSeenBaseline?: number;
  readonly actorId?: string;
  readonly dateAdded?: Date;
}

export interface TestSubscription {
  readonly userId: string;
  readonly isActive?: boolean;
  readonly reason?: SubscriptionReason;
  readonly dateAdded?: Date;
}

/** The columns of an issue that a test may choose. */
export type GroupColumns = Partial<Omit<TestGroup, 'id' | 'organizationId' | 'projectId'>>;

/** Columns of the issue, and the rows that hang on it. */
export interface GroupOptions extends GroupColumns {
  readonly assignee?: { readonly userId: string } | { readonly teamId: string };
  /** Default: reason NEW if UNRESOLVED, else none; null: none. */
  readonly inbox?: { readonly reason: InboxReason; readonly dateAdded?: Date } | null;
  readonly snooze?: TestSnooze;
  readonly forecast?: { readonly thresholds: readonly number[]; readonly dateAdded?: Date };
  /** Events in clock hours. */
  readonly hourlyCounts?: readonly { readonly hour: Date; readonly events: number }[];
  readonly subscriptions?: readonly TestSubscription[];
  /** Values of tags that its events have had. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** Default: 1. */
  readonly timesSeen?: number;
  /** Default: 0. */
  readonly usersSeen?: number;
  /** Default: first seen. */
  readonly lastSeen?: Date;
  /** Default: a period from first seen on, ended at resolvedAt if RESOLVED; false: none. */
  readonly openPeriod?: boolean;
}

export interface GroupsOptions extends GroupOptions {
  readonly project?: Pick<TestProject, 'id' | 'organizationId'>;
  /** What differs from one issue to the next. */
  readonly each?: (index: number) => GroupOptions;
}
