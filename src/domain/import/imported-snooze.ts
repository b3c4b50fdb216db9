import type { Snooze } from '../snooze/snooze';
import type { IssueState } from '../state/issue-state';
import type { IssueLine } from './line-shapes';

interface GivenSnooze {
  readonly line: IssueLine;
  readonly snoozeActorId: string | null;
}

/** The snooze of an archived issue: that of the line, which goes on from the counts of now where it gives no others. */
export function importedSnooze(stored: IssueState, { line, snoozeActorId }: GivenSnooze, now: Date): Snooze | null {
  if (line.snooze === undefined) {
    const leaves = line.substatus !== undefined && line.substatus !== 'ARCHIVED_UNTIL_CONDITION_MET';
    return leaves ? null : stored.snooze;
  }
  const { until = null, count = null, window = null, userCount = null, userWindow = null, baseline } = line.snooze;
  const begun: Snooze = {
    ...{ until, count, window, userCount, userWindow },
    timesSeenBaseline: baseline?.timesSeen ?? (count !== null && window === null ? stored.timesSeen : null),
    usersSeenBaseline: baseline?.usersSeen ?? (userCount !== null && userWindow === null ? stored.usersSeen : null),
    actorId: snoozeActorId,
    dateAdded: now,
  };
  if (stored.snooze === null || !isSame(stored.snooze, begun)) return begun;
  return {
    ...stored.snooze,
    timesSeenBaseline: baseline?.timesSeen ?? stored.snooze.timesSeenBaseline,
    usersSeenBaseline: baseline?.usersSeen ?? stored.snooze.usersSeenBaseline,
  };
}

function isSame(a: Snooze, b: Snooze): boolean {
  const keys = ['count', 'window', 'userCount', 'userWindow', 'actorId'] as const;
  return keys.every((key) => a[key] === b[key]) && a.until?.getTime() === b.until?.getTime();
}
