import { CATEGORY_RULES } from '../group-category';
import { snoozeHasRunOut } from '../snooze/snooze';
import type { IssueState } from './issue-state';

const HOUR_MS = 60 * 60 * 1_000;

/** The part of an issue that decides how its status is shown. */
export type ShownPart = Pick<
  IssueState,
  | 'category'
  | 'status'
  | 'substatus'
  | 'resolvedAt'
  | 'activeAt'
  | 'lastSeen'
  | 'resolveAge'
  | 'snooze'
  | 'timesSeen'
  | 'usersSeen'
>;

/**
 * The issue as people see it, also before a job writes it down: archived with a snooze that has run out reads
 * unresolved, and unresolved but quiet for as long as its project says reads resolved, without a moment at which it was.
 * Rules judge this state; what they leave alone keeps its stored value.
 */
export function asShown<State extends ShownPart>(stored: State, now: Date): State {
  const open = withoutSpentSnooze(stored, now);
  return isOverAge(open, now) ? { ...open, status: 'RESOLVED', substatus: null, resolvedAt: null } : open;
}

/** Whether an unresolved issue has been quiet, since its last event and since it became active, for its project's resolve age. */
export function isOverAge(
  issue: Pick<IssueState, 'category' | 'status' | 'activeAt' | 'lastSeen' | 'resolveAge'>,
  now: Date,
): boolean {
  const { category, status, activeAt, lastSeen, resolveAge } = issue;
  if (resolveAge === null || status !== 'UNRESOLVED' || !CATEGORY_RULES[category].resolvesByAge) return false;
  const quietSince = Math.max(lastSeen.getTime(), activeAt.getTime());
  return quietSince <= now.getTime() - resolveAge * HOUR_MS;
}

/** Whether a shown state is resolved only because of its age: nobody has resolved it, and no job has written it down. */
export function isResolvedOnlyByAge({ status, resolvedAt }: Pick<IssueState, 'status' | 'resolvedAt'>): boolean {
  return status === 'RESOLVED' && resolvedAt === null;
}

function withoutSpentSnooze<State extends ShownPart>(stored: State, now: Date): State {
  const { snooze } = stored;
  if (stored.status !== 'IGNORED' || snooze === null || !snoozeHasRunOut(snooze, stored, now)) return stored;
  const { until } = snooze;
  // A snooze that its counts have ended may have a moment that is still to come.
  const activeAt = until !== null && until <= now ? until : stored.activeAt;
  return { ...stored, status: 'UNRESOLVED', substatus: 'ONGOING', activeAt };
}
