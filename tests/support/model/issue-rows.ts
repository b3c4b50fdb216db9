import type { ActivityType } from '../../../src/domain/activity-type';
import type { OutcomeStatus } from '../../../src/domain/bulk-operation';
import type {
  GroupCategory,
  GroupPriority,
  GroupStatus,
  GroupSubstatus,
  InboxReason,
  SubscriptionReason,
} from '../../../src/domain/group';
import type { HistoryStatus } from '../../../src/domain/history-status';
import type { ProblemCode } from '../../../src/domain/problem';

export interface GroupRow {
  projectId: string;
  category: GroupCategory;
  status: GroupStatus;
  substatus: GroupSubstatus | null;
  priority: GroupPriority | null;
  initialPriority: GroupPriority | null;
  priorityLockedAt: Date | null;
  firstSeen: Date;
  activeAt: Date;
  resolvedAt: Date | null;
  version: number;
  changedAt: Date;
}

export interface SnoozeRow {
  until: Date | null;
  count: number | null;
  window: number | null;
  userCount: number | null;
  userWindow: number | null;
  timesSeenBaseline: number | null;
  usersSeenBaseline: number | null;
  actorId: string | null;
  dateAdded: Date;
}

export interface ForecastRow {
  thresholds: number[];
  dateAdded: Date;
}

export interface AssigneeRow {
  userId: string | null;
  teamId: string | null;
  dateAdded: Date;
}

export interface SubscriptionRow {
  isActive: boolean;
  reason: SubscriptionReason;
  dateAdded: Date;
}

export interface OpenPeriodRow {
  dateStarted: Date;
  dateEnded: Date | null;
  userId: string | null;
  /** The type of the activity that ended it. */
  resolution: ActivityType | null;
}

export interface ActivityRow {
  type: ActivityType;
  userId: string | null;
  data: Record<string, unknown> | null;
  datetime: Date;
}

export interface HistoryRow {
  status: HistoryStatus;
  userId: string | null;
}

/** Everything that is stored of one issue, as plain rows. */
export interface IssueRows {
  group: GroupRow;
  timesSeen: number;
  usersSeen: number;
  assignee: AssigneeRow | null;
  inbox: { reason: InboxReason; dateAdded: Date } | null;
  snooze: SnoozeRow | null;
  forecast: ForecastRow | null;
  /** Events in clock hours. */
  hourlyCounts: { hour: Date; events: number }[];
  openPeriods: OpenPeriodRow[];
  /** By the subscriber's id. */
  subscriptions: Record<string, SubscriptionRow>;
  /** By the team's id. */
  teamSubscriptions: Record<string, { reason: SubscriptionReason; dateAdded: Date }>;
  activities: ActivityRow[];
  histories: HistoryRow[];
  /** Types of the messages that name the issue, sorted. */
  outbox: string[];
}

/** What a call is expected to do with one issue. */
export interface Expectation {
  readonly status: OutcomeStatus;
  readonly code: ProblemCode | null;
  readonly rows: IssueRows;
}
