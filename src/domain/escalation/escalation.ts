import { CATEGORY_RULES } from '../group-category';
import type { IssueState } from '../state/issue-state';
import { thresholdAt } from './forecast';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What decides whether an issue escalates. */
export type EscalationSubject = Pick<IssueState, 'category' | 'status' | 'substatus' | 'firstSeen' | 'forecast'>;

/**
 * The threshold that an issue has passed which is archived until it escalates; null: it does not escalate. `events` is
 * how many have come in the current clock hour. An issue younger than a day never escalates.
 */
export function passedThreshold(issue: EscalationSubject, events: number, now: Date): number | null {
  const { category, status, substatus, firstSeen, forecast } = issue;
  if (status !== 'IGNORED' || substatus !== 'ARCHIVED_UNTIL_ESCALATING') return null;
  if (!CATEGORY_RULES[category].detectsEscalation || now.getTime() - firstSeen.getTime() < DAY_MS) return null;
  const threshold = thresholdAt(forecast, now);
  return events > threshold ? threshold : null;
}
