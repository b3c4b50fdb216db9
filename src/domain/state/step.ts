import type { ActivityType } from '../activity-type';
import type { HistoryStatus } from '../history-status';
import type { ProblemCode } from '../problem';
import type { Actor, IssueState } from './issue-state';

/** A line of the issue's feed. `id` is given where another row points to the line. */
export interface ActivityEntry {
  readonly log: 'activity';
  readonly type: ActivityType;
  readonly userId: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly id: string | null;
  /** What the line is about, for whoever looks for it later; a line that is about itself bears its own id. */
  readonly ident: string | null;
}

/** A line of the append-only history. */
export interface HistoryEntry {
  readonly log: 'history';
  readonly status: HistoryStatus;
  readonly userId: string | null;
}

/** What other systems are told: one outbox row for all issues with the same notice. */
export interface Notice {
  readonly log: 'notice';
  readonly type: NoticeType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Kinds of notices; each is a type of outbox message. */
export type NoticeType =
  | 'issue.resolved'
  | 'issue.unresolved'
  | 'issue.unignored'
  | 'issue.ignored'
  | 'issue.regressed'
  | 'issue.escalating'
  | 'issue.assigned'
  | 'issue.unassigned'
  | 'issue.priority_changed'
  | 'issue.merged'
  | 'issue.marked_reviewed'
  | 'issue.note_added'
  | 'issue.deleted';

/** Subscriptions of other people that follow an assignment; SQL expands teams. */
export interface AssigneeChange {
  readonly log: 'assignee-change';
  readonly from: Actor | null;
  readonly to: Actor | null;
}

/** Anything that a change leaves behind besides the state. */
export type LogEntry = ActivityEntry | HistoryEntry | Notice | AssigneeChange;

/** What a strategy answers: the next state with what is to be logged, or why the issue refuses. */
export type Step =
  | { readonly refused: false; readonly state: IssueState; readonly log: readonly LogEntry[] }
  | { readonly refused: true; readonly code: ProblemCode };

const NOTHING: readonly LogEntry[] = [];

/** The issue's next state. */
export function next(state: IssueState, log: readonly LogEntry[] = NOTHING): Step & { refused: false } {
  return { refused: false, state, log };
}

/** The change does not apply to this issue. */
export function refuse(code: ProblemCode): Step {
  return { refused: true, code };
}

/** A line of the feed; actor null is the system. */
export function activity(
  type: ActivityType,
  actor: { readonly id: string } | null,
  data: Readonly<Record<string, unknown>> | null,
): ActivityEntry {
  return { log: 'activity', type, userId: actor?.id ?? null, data, id: null, ident: null };
}

/** A line of the history; actor null is the system. */
export function history(status: HistoryStatus, actor: { readonly id: string } | null): HistoryEntry {
  return { log: 'history', status, userId: actor?.id ?? null };
}

/** A notice to other systems. */
export function notice(type: NoticeType, data: Readonly<Record<string, unknown>> = {}): Notice {
  return { log: 'notice', type, data };
}
