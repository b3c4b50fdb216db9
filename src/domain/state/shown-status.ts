import { snoozeHasRunOut } from '../snooze/snooze';
import type { IssueState } from './issue-state';

/** The part of an issue that decides how its status is shown. */
export type ShownPart = Pick<IssueState, 'status' | 'substatus' | 'activeAt' | 'snooze' | 'timesSeen' | 'usersSeen'>;

/**
 * The issue as people see it: archived with a snooze that has run out reads unresolved, also before a job writes it
 * down. Rules judge this state; what they leave alone keeps its stored value.
 */
export function asShown<State extends ShownPart>(stored: State, now: Date): State {
  const { snooze } = stored;
  if (stored.status !== 'IGNORED' || snooze === null || !snoozeHasRunOut(snooze, stored, now)) return stored;
  const { until } = snooze;
  // A snooze that its counts have ended may have a moment that is still to come.
  const activeAt = until !== null && until <= now ? until : stored.activeAt;
  return { ...stored, status: 'UNRESOLVED', substatus: 'ONGOING', activeAt };
}
