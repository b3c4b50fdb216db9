import type { GroupStatus } from '../../../src/domain/group';
import type { IssueRows } from './issue-rows';

/** An archived issue whose snooze is over is shown, and treated, as unresolved and ongoing. */
export function shownStatus(rows: IssueRows, now: Date): GroupStatus {
  return rows.group.status === 'IGNORED' && isOver(rows, now) ? 'UNRESOLVED' : rows.group.status;
}

/** What was archived until a moment that has passed has been active since then. */
export function leaveArchive({ group, snooze }: IssueRows, now: Date): void {
  const { until } = snooze ?? { until: null };
  if (group.status === 'IGNORED' && until !== null && until <= now) group.activeAt = until;
}

/** Times and totals show at once; rates are looked at when events come. */
function isOver({ snooze, timesSeen, usersSeen }: IssueRows, now: Date): boolean {
  if (snooze === null) return false;
  if (snooze.until !== null && snooze.until <= now) return true;
  const events = timesSeen - (snooze.timesSeenBaseline ?? 0);
  if (snooze.count !== null && snooze.window === null && events >= snooze.count) return true;
  const users = usersSeen - (snooze.usersSeenBaseline ?? 0);
  return snooze.userCount !== null && snooze.userWindow === null && users >= snooze.userCount;
}
