import { CATEGORY_RULES } from '../../../src/domain/group-category';
import type { GroupStatus } from '../../../src/domain/group';
import { subscribe } from './assignment-rules';
import { expectedForecast } from './forecast-rules';
import type { IssueRows, SnoozeRow } from './issue-rows';
import type { ModelCall } from './model-call';
import { leaveArchive } from './shown-status';

const MINUTE = 60_000;

type ArchivedSubstatus = 'ARCHIVED_FOREVER' | 'ARCHIVED_UNTIL_CONDITION_MET' | 'ARCHIVED_UNTIL_ESCALATING';

/** Archives the issue, or gives an archived one other conditions. */
export function archive(rows: IssueRows, call: ModelCall, shown: GroupStatus): void {
  const { caller, now, input } = call;
  const wanted = snoozeOf(rows, call);
  const substatus = substatusOf(call);
  const means = rows.group.substatus === substatus && sameConditions(rows.snooze, wanted, call);
  if (input.status !== undefined) rows.inbox = null;
  if (shown === 'IGNORED' && means) return;

  leaveArchive(rows, now);
  rows.group.status = 'IGNORED';
  rows.group.substatus = substatus;
  rows.group.resolvedAt = null;
  rows.inbox = null;
  rows.snooze = wanted;
  rows.forecast =
    substatus === 'ARCHIVED_UNTIL_ESCALATING' && CATEGORY_RULES[rows.group.category].detectsEscalation
      ? expectedForecast(rows.hourlyCounts, { firstSeen: rows.group.firstSeen, now })
      : null;
  rows.activities.push({
    type: 'SET_IGNORED',
    userId: caller.userId,
    data: dataOf(substatus, wanted, call),
    datetime: now,
  });
  rows.histories.push({ status: substatus, userId: caller.userId });
  rows.outbox.push('issue.ignored');
  if (call.size === 1 && caller.userId !== null) subscribe(rows, caller.userId, { reason: 'STATUS_CHANGE', now });
}

function substatusOf({ input: { substatus, statusDetails } }: ModelCall): ArchivedSubstatus {
  if (substatus === 'ARCHIVED_UNTIL_ESCALATING' || statusDetails?.untilEscalating) return 'ARCHIVED_UNTIL_ESCALATING';
  return statusDetails === undefined ? 'ARCHIVED_FOREVER' : 'ARCHIVED_UNTIL_CONDITION_MET';
}

function snoozeOf(rows: IssueRows, { input: { statusDetails }, caller, now }: ModelCall): SnoozeRow | null {
  if (statusDetails === undefined || statusDetails.untilEscalating) return null;
  const { ignoreDuration, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow } = statusDetails;
  const countsEvents = ignoreCount !== undefined && ignoreWindow === undefined;
  const countsUsers = ignoreUserCount !== undefined && ignoreUserWindow === undefined;
  return {
    until: ignoreDuration === undefined ? null : new Date(now.getTime() + ignoreDuration * MINUTE),
    count: ignoreCount ?? null,
    window: ignoreWindow ?? null,
    userCount: ignoreUserCount ?? null,
    userWindow: ignoreUserWindow ?? null,
    timesSeenBaseline: countsEvents ? rows.timesSeen : null,
    usersSeenBaseline: countsUsers ? rows.usersSeen : null,
    actorId: caller.userId,
    dateAdded: now,
  };
}

/** By the numbers, not their baseline; a duration equals one of the same person and minutes that is under a minute old. */
function sameConditions(stored: SnoozeRow | null, wanted: SnoozeRow | null, { caller, now }: ModelCall): boolean {
  if (stored === null || wanted === null) return stored === wanted;
  const sameNumbers =
    stored.count === wanted.count &&
    stored.window === wanted.window &&
    stored.userCount === wanted.userCount &&
    stored.userWindow === wanted.userWindow;
  if (!sameNumbers) return false;
  if (stored.until === null || wanted.until === null) return stored.until === wanted.until;
  const minutes = (snooze: SnoozeRow, until: Date): number => (until.getTime() - snooze.dateAdded.getTime()) / MINUTE;
  return (
    minutes(stored, stored.until) === minutes(wanted, wanted.until) &&
    stored.actorId === caller.userId &&
    now.getTime() - stored.dateAdded.getTime() < MINUTE
  );
}

function dataOf(substatus: ArchivedSubstatus, snooze: SnoozeRow | null, call: ModelCall): Record<string, unknown> {
  const { statusDetails } = call.input;
  return {
    ignoreCount: snooze?.count ?? null,
    ignoreDuration: statusDetails?.ignoreDuration ?? null,
    ignoreUntil: snooze?.until?.toISOString() ?? null,
    ignoreUserCount: snooze?.userCount ?? null,
    ignoreUserWindow: snooze?.userWindow ?? null,
    ignoreWindow: snooze?.window ?? null,
    ignoreUntilEscalating: substatus === 'ARCHIVED_UNTIL_ESCALATING' ? true : null,
  };
}
