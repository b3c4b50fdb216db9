import type { IssueState } from '../state/issue-state';

/** Fewer events tell nothing of how often a new issue comes. */
export const NEW_ISSUE_EVENTS = 10;
/** How long a project's threshold for new issues is good for, in hours. */
export const THRESHOLD_HOURS = 24;

const HOUR_MS = 60 * 60 * 1_000;
const NEW_FOR_HOURS = 24;

/** What decides whether a new issue escalates. */
export type NewIssue = Pick<IssueState, 'category' | 'status' | 'substatus' | 'firstSeen' | 'timesSeen'>;

/**
 * Whether an issue of the last day comes more often than nearly all issues of its project have in the past week;
 * `threshold` is in events an hour, null: not known. Its first hour counts as a whole one.
 */
export function newIssueEscalates(issue: NewIssue, threshold: number | null, now: Date): boolean {
  const { category, status, substatus, firstSeen, timesSeen } = issue;
  const hours = (now.getTime() - firstSeen.getTime()) / HOUR_MS;
  if (category !== 'ERROR' || status !== 'UNRESOLVED' || substatus !== 'NEW') return false;
  if (threshold === null || threshold <= 0 || hours >= NEW_FOR_HOURS || timesSeen < NEW_ISSUE_EVENTS) return false;
  return timesSeen / Math.max(hours, 1) > threshold;
}
