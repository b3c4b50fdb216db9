import type { BulkCall } from '../use-bulk-mutation';
import { usersSeen, type MonthIssue } from './month-issue';
import { close, forecastOf, isOverAge, log, open } from './month-rules';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** A call as it is sent, and what the model makes of one of its issues; `latest` is the project's latest version. */
export interface MonthCall {
  readonly name: string;
  readonly input: BulkCall['input'];
  apply(issue: MonthIssue, at: { readonly now: Date; readonly latest: string }): void;
}

/** What people do; each is as likely as another. */
export const MONTH_CALLS: readonly MonthCall[] = [
  {
    name: 'resolve',
    input: { status: 'RESOLVED' },
    apply: (issue, { now }) => {
      if (shown(issue, now) === 'RESOLVED') return;
      leaveSpentSnooze(issue, now);
      close(issue, now);
      log(issue, 'SET_RESOLVED', 'RESOLVED');
    },
  },
  {
    name: 'resolve in the next release',
    input: { status: 'RESOLVED', statusDetails: { inNextRelease: true } },
    apply: (issue, { now, latest }) => {
      if (issue.status === 'RESOLVED' && issue.resolvedAfter === latest) return;
      if (issue.status !== 'RESOLVED') {
        leaveSpentSnooze(issue, now);
        close(issue, now);
      }
      issue.resolvedAfter = latest;
      log(issue, 'SET_RESOLVED_IN_RELEASE', 'SET_RESOLVED_IN_RELEASE');
    },
  },
  {
    name: 'unresolve',
    input: { status: 'UNRESOLVED' },
    apply: (issue, { now }) => {
      const was = shown(issue, now);
      if (was === 'UNRESOLVED') return;
      const isNew = now.getTime() - issue.firstSeen.getTime() <= WEEK;
      const substatus = was === 'RESOLVED' ? 'REGRESSED' : isNew ? 'NEW' : 'ONGOING';
      open(issue, substatus, now);
      if (was === 'RESOLVED') issue.entered = now;
      log(issue, 'SET_UNRESOLVED', substatus === 'REGRESSED' ? 'REGRESSED' : 'UNRESOLVED');
    },
  },
  archive('forever', { status: 'IGNORED' }),
  archive('for a day', { status: 'IGNORED', statusDetails: { ignoreDuration: 24 * 60 } }),
  archive('for some events', { status: 'IGNORED', statusDetails: { ignoreCount: 6 } }),
  archive('for some events in a while', { status: 'IGNORED', statusDetails: { ignoreCount: 5, ignoreWindow: 590 } }),
  archive('for some users, at most two days', {
    status: 'IGNORED',
    statusDetails: { ignoreUserCount: 2, ignoreDuration: 48 * 60 },
  }),
  archive('until it escalates', { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' }),
  ...(['LOW', 'HIGH'] as const).map((priority): MonthCall => ({
    name: `priority ${priority}`,
    input: { priority },
    apply: (issue) => {
      issue.isLocked = true;
      if (issue.priority === priority) return;
      issue.priority = priority;
      log(issue, 'SET_PRIORITY', `PRIORITY_${priority}`);
    },
  })),
];

function archive(name: string, input: BulkCall['input']): MonthCall {
  const { ignoreDuration, ignoreCount, ignoreWindow, ignoreUserCount } = input.statusDetails ?? {};
  const hasConditions = input.statusDetails !== undefined;
  const substatus = hasConditions ? 'ARCHIVED_UNTIL_CONDITION_MET' : (input.substatus ?? 'ARCHIVED_FOREVER');
  return {
    name: `archive ${name}`,
    input,
    apply: (issue, { now }) => {
      const isArchived = shown(issue, now) === 'IGNORED' && issue.substatus === substatus;
      issue.inbox = null;
      if (isArchived && isSameSnooze(issue, input)) return;
      leaveSpentSnooze(issue, now);
      Object.assign(issue, { status: 'IGNORED', substatus, resolvedAt: null, resolvedAfter: null });
      issue.snooze = hasConditions
        ? {
            until: ignoreDuration ? new Date(now.getTime() + ignoreDuration * MINUTE) : null,
            ...{ count: ignoreCount ?? null, window: ignoreWindow ?? null, userCount: ignoreUserCount ?? null },
            ...{ seen: issue.events.length, users: usersSeen(issue) },
          }
        : null;
      issue.forecast = substatus === 'ARCHIVED_UNTIL_ESCALATING' ? forecastFor(issue, now) : null;
      log(issue, 'SET_IGNORED', substatus);
    },
  };
}

/** Durations are never the same again: calls are hours apart. */
function isSameSnooze({ snooze }: MonthIssue, { statusDetails }: BulkCall['input']): boolean {
  if (snooze === null || statusDetails === undefined) return snooze === null && statusDetails === undefined;
  const { ignoreDuration, ignoreCount, ignoreWindow, ignoreUserCount } = statusDetails ?? {};
  if (snooze.until !== null || ignoreDuration) return false;
  return (
    snooze.count === (ignoreCount ?? null) &&
    snooze.window === (ignoreWindow ?? null) &&
    snooze.userCount === (ignoreUserCount ?? null)
  );
}

function forecastFor(issue: MonthIssue, now: Date): MonthIssue['forecast'] {
  return issue.category === 'ERROR' ? forecastOf(issue, now) : null;
}

/** The status that a call goes by. */
function shown(issue: MonthIssue, now: Date): MonthIssue['status'] {
  const until = issue.snooze?.until ?? null;
  if (issue.status !== 'IGNORED' || until === null || until > now)
    return isOverAge(issue, now) ? 'RESOLVED' : issue.status;
  return isOverAge({ ...issue, status: 'UNRESOLVED', activeAt: until }, now) ? 'RESOLVED' : 'UNRESOLVED';
}

function leaveSpentSnooze(issue: MonthIssue, now: Date): void {
  const until = issue.snooze?.until ?? null;
  if (issue.status === 'IGNORED' && until !== null && until <= now) issue.activeAt = until;
}
