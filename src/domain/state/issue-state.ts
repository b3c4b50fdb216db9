import type {
  GroupCategory,
  GroupPriority,
  GroupStatus,
  GroupSubstatus,
  InboxReason,
  SubscriptionReason,
} from '../group';
import type { DeletionKind } from '../deletion';
import type { Forecast } from '../escalation/forecast';
import type { CommitLink } from '../releases/group-link';
import type { Resolution } from '../releases/resolution';
import type { Snooze } from '../snooze/snooze';

/** A user or a team, whichever the type says. */
export interface Actor {
  readonly type: 'user' | 'team';
  readonly id: string;
}

/** Who is assigned, and since when. */
export interface Assignment extends Actor {
  readonly dateAdded: Date;
}

/** The issue's place in the inbox. */
export interface InboxPlace {
  readonly reason: InboxReason;
  readonly reasonDetails: unknown;
  readonly dateAdded: Date;
}

/** The latest time span in which the issue was open; dateEnded null: it still is. */
export interface OpenPeriod {
  /** null: it begins with this change. */
  readonly id: string | null;
  readonly dateStarted: Date;
  readonly dateEnded: Date | null;
  readonly resolutionActivityId: string | null;
  readonly userId: string | null;
}

/** The acting user's subscription. */
export interface Subscription {
  readonly isActive: boolean;
  readonly reason: SubscriptionReason;
  readonly dateAdded: Date;
  /** The operation that caused it. */
  readonly operationId: string | null;
}

/** The acting user's bookmark. */
export interface Bookmark {
  readonly dateAdded: Date;
}

/** When the acting user last looked at the issue. */
export interface SeenMark {
  readonly lastSeen: Date;
}

/** The link under which anybody may see the issue. */
export interface Share {
  /** 32 hex digits. */
  readonly uuid: string;
  readonly userId: string | null;
  readonly dateAdded: Date;
}

/** That the issue waits for its deletion. */
export interface Deletion {
  readonly kind: DeletionKind;
  /** What stays of a discarded issue. */
  readonly tombstoneId: string | null;
}

/** Everything that a mutation may change on one issue, with the facts that its rules ask for. */
export interface IssueState {
  readonly id: string;
  readonly projectId: string;
  readonly category: GroupCategory;
  readonly firstSeen: Date;
  /** When its latest event happened. */
  readonly lastSeen: Date;
  readonly timesSeen: number;
  readonly usersSeen: number;
  /** Hours without an event after which its project counts it as resolved; null: never. */
  readonly resolveAge: number | null;
  readonly initialPriority: GroupPriority | null;
  readonly version: number;
  readonly changedAt: Date;

  readonly status: GroupStatus;
  readonly substatus: GroupSubstatus | null;
  readonly resolvedAt: Date | null;
  readonly activeAt: Date;
  readonly priority: GroupPriority | null;
  readonly priorityLockedAt: Date | null;
  readonly assignee: Assignment | null;
  readonly inbox: InboxPlace | null;
  readonly snooze: Snooze | null;
  readonly openPeriod: OpenPeriod | null;
  readonly subscription: Subscription | null;
  /** Read for calls that speak of it, as the next two; else null. */
  readonly bookmark: Bookmark | null;
  readonly seen: SeenMark | null;
  readonly share: Share | null;
  /** The issue that it goes into, or that others go into: then its own id. Read for an undo, else null. */
  readonly mergedInto: string | null;
  /** Null in every issue that a caller can select. */
  readonly deletion: Deletion | null;
  /** Of an issue that is archived until it escalates; read as the marks are. */
  readonly forecast: Forecast | null;
  /** The release in which it is resolved; read for calls that speak of the status, as the next; else null, and empty. */
  readonly resolution: Resolution | null;
  /** Commits that resolve it, the newest link last. */
  readonly commitLinks: readonly CommitLink[];
}

/** Whether the acting user has looked at the issue since its latest event. */
export function hasSeen({ seen, lastSeen }: Pick<IssueState, 'seen' | 'lastSeen'>): boolean {
  return seen !== null && seen.lastSeen >= lastSeen;
}
