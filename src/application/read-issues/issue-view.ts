import { formatShortId } from '../../domain/short-id';
import type { Snooze } from '../../domain/snooze/snooze';
import { remaining } from '../../domain/snooze/snooze';
import { hasSeen } from '../../domain/state/issue-state';
import { asShown, isResolvedOnlyByAge } from '../../domain/state/shown-status';
import type { IssueDetailsRow } from '../../persistence/read/read-issue-details';

/** What ends the archiving of an issue, as shown: counts without a window are what remains of them; windows are minutes. */
export interface SnoozeView {
  readonly ignoreUntil: Date | null;
  readonly ignoreCount: number | null;
  readonly ignoreWindow: number | null;
  readonly ignoreUserCount: number | null;
  readonly ignoreUserWindow: number | null;
  readonly actorId: string | null;
}

/** An issue as a caller sees it at one moment. */
export interface IssueView extends Omit<IssueDetailsRow, 'snooze' | 'seenAt'> {
  /** Whether the viewer has looked at it since its latest event. */
  readonly hasSeen: boolean;
  /** Whether it counts as resolved only because it has been quiet for its project's resolve age. */
  readonly autoResolved: boolean;
  /** null unless the issue is archived until a condition is met. */
  readonly snooze: SnoozeView | null;
}

/**
 * The issue as shown at `now`: one whose snooze has run out reads unresolved, one that is quiet for long resolved. The
 * row becomes the view: copies of sixty properties were a tenth of what a page of 50 issues costs.
 */
export function issueView(row: IssueDetailsRow, now: Date): IssueView {
  const { seenAt } = row;
  const shown = asShown(row, now);
  return Object.assign(row, {
    hasSeen: hasSeen({ seen: seenAt && { lastSeen: seenAt }, lastSeen: row.lastSeen }),
    shortId: formatShortId({ projectSlug: row.projectSlug, number: row.shortId }),
    status: shown.status,
    substatus: shown.substatus,
    resolvedAt: shown.resolvedAt,
    autoResolved: isResolvedOnlyByAge(shown),
    resolution: shown.status === 'RESOLVED' ? row.resolution : null,
    commitId: shown.status === 'RESOLVED' && row.resolution === null ? row.commitId : null,
    snooze: shown.status === 'IGNORED' && row.snooze !== null ? snoozeView(row.snooze, row) : null,
  });
}

function snoozeView(snooze: Snooze, seen: { readonly timesSeen: number; readonly usersSeen: number }): SnoozeView {
  const { until, count, window, userCount, userWindow, timesSeenBaseline, usersSeenBaseline, actorId } = snooze;
  return {
    ignoreUntil: until,
    ignoreCount: window === null ? remaining(count, seen.timesSeen, timesSeenBaseline) : count,
    ignoreWindow: window,
    ignoreUserCount: userWindow === null ? remaining(userCount, seen.usersSeen, usersSeenBaseline) : userCount,
    ignoreUserWindow: userWindow,
    actorId,
  };
}
