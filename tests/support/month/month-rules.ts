import type { GroupPriority, GroupSubstatus } from '../../../src/domain/group';
import { expectedForecast } from '../model/forecast-rules';
import { lastSeen, usersSeen, type MonthIssue } from './month-issue';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const HIGHER: Record<GroupPriority, GroupPriority> = { LOW: 'MEDIUM', MEDIUM: 'HIGH', HIGH: 'HIGH' };

/** Whether nothing but its age makes it resolved. */
export function isOverAge(issue: MonthIssue, now: Date, quietSince = lastSeen(issue)): boolean {
  if (issue.status !== 'UNRESOLVED' || issue.resolveAge === null) return false;
  if (issue.category === 'METRIC' || issue.category === 'UPTIME') return false;
  const since = quietSince > issue.activeAt ? quietSince : issue.activeAt;
  return now.getTime() - since.getTime() >= issue.resolveAge * HOUR;
}

/** What an issue becomes when its moment has come. */
export function endSnooze(issue: MonthIssue, now: Date): void {
  const until = issue.snooze?.until ?? null;
  if (issue.status !== 'IGNORED' || until === null || until > now) return;
  open(issue, 'ONGOING', until);
  enterInbox(issue, 'ONGOING', now);
  log(issue, 'SET_UNRESOLVED', 'UNIGNORED');
}

/** A week is over. */
export function age(issue: MonthIssue, now: Date): void {
  if (issue.status !== 'UNRESOLVED' || issue.substatus === 'ONGOING') return;
  const since = issue.substatus === 'NEW' ? issue.firstSeen : (issue.entered ?? issue.activeAt);
  if (now.getTime() - since.getTime() < WEEK) return;
  const wasEscalating = issue.substatus === 'ESCALATING';
  issue.substatus = 'ONGOING';
  issue.inbox = null;
  log(issue, 'AUTO_SET_ONGOING', 'UNRESOLVED');
  if (wasEscalating && !issue.isLocked && issue.priority !== issue.initialPriority) {
    issue.priority = issue.initialPriority;
    log(issue, 'SET_PRIORITY', `PRIORITY_${issue.priority}`);
  }
}

/** It has been quiet for long. */
export function resolveByAge(issue: MonthIssue, now: Date): void {
  if (!isOverAge(issue, now)) return;
  close(issue, now);
  log(issue, 'SET_RESOLVED_BY_AGE', 'AUTO_RESOLVED');
}

/** Nobody has reviewed it for a week. */
export function leaveInbox(issue: MonthIssue, now: Date): void {
  if (issue.inbox !== null && now.getTime() - issue.inbox.at.getTime() > WEEK) issue.inbox = null;
}

/** What it may be seen from now on. */
export function refreshForecast(issue: MonthIssue, now: Date): void {
  const { status, substatus, category } = issue;
  const isSeen = lastSeen(issue).getTime() >= Math.floor(now.getTime() / HOUR) * HOUR - WEEK;
  if (status !== 'IGNORED' || substatus !== 'ARCHIVED_UNTIL_ESCALATING' || category !== 'ERROR' || !isSeen) return;
  issue.forecast = forecastOf(issue, now) ?? issue.forecast;
}

/** The forecast of the events that came in each hour. */
export function forecastOf(issue: MonthIssue, now: Date): MonthIssue['forecast'] {
  const hours = new Map<number, number>();
  for (const { at } of issue.events) {
    const hour = Math.floor(at.getTime() / HOUR) * HOUR;
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  const counts = [...hours].map(([hour, events]) => ({ hour: new Date(hour), events }));
  return expectedForecast(counts, { firstSeen: issue.firstSeen, now });
}

/** Events that come at one moment, each with its user and version. */
export function meet(issue: MonthIssue, news: readonly { user: string; version: string | null }[], now: Date): void {
  const wasOver = isOverAge(issue, now);
  issue.events.push(...news.map(({ user }) => ({ at: now, user })));
  if (issue.status === 'IGNORED') meetArchived(issue, now);
  else if (
    wasOver ||
    (issue.status === 'RESOLVED' && news.some(({ version }) => isAfter(version, issue.resolvedAfter)))
  ) {
    open(issue, 'REGRESSED', now);
    issue.entered = now;
    enterInbox(issue, 'REGRESSION', now);
    log(issue, 'SET_REGRESSION', 'REGRESSED');
  }
}

function meetArchived(issue: MonthIssue, now: Date): void {
  const { snooze, substatus } = issue;
  if (substatus === 'ARCHIVED_UNTIL_ESCALATING' && now.getTime() - issue.firstSeen.getTime() >= DAY) {
    const hour = Math.floor(now.getTime() / HOUR) * HOUR;
    const events = issue.events.filter(({ at }) => at.getTime() >= hour).length;
    if (events > thresholdOf(issue, now)) escalate(issue, now);
    return;
  }
  if (snooze === null) return;
  const { until, count, window, userCount } = snooze;
  if (until !== null && until <= now) {
    endSnooze(issue, now);
    return;
  }
  const seen = (minutes: number): number =>
    issue.events.filter(({ at }) => at.getTime() >= now.getTime() - minutes * MINUTE).length;
  const events = window === null ? issue.events.length - snooze.seen : seen(window);
  const enough =
    (count !== null && events >= count) || (userCount !== null && usersSeen(issue) - snooze.users >= userCount);
  if (!enough) return;
  if (until === null) escalate(issue, now);
  else {
    open(issue, 'ONGOING', now);
    enterInbox(issue, 'ONGOING', now);
    log(issue, 'SET_UNRESOLVED', 'UNIGNORED');
  }
}

function thresholdOf({ forecast }: MonthIssue, now: Date): number {
  if (forecast === null) return 10;
  const day = Math.floor((now.getTime() - forecast.dateAdded.getTime()) / DAY);
  return forecast.thresholds[Math.min(day, 13)] ?? 0;
}

function escalate(issue: MonthIssue, now: Date): void {
  open(issue, 'ESCALATING', now);
  issue.entered = now;
  enterInbox(issue, 'ESCALATING', now);
  log(issue, 'SET_ESCALATING', 'ESCALATING');
  const higher = HIGHER[issue.priority];
  if (issue.isLocked || higher === issue.priority) return;
  issue.priority = higher;
  log(issue, 'SET_PRIORITY', `PRIORITY_${higher}`);
}

/** Versions are `app@N.0.0`. Resolved plainly, any event brings it back; resolved after a version, one of a later version. */
function isAfter(version: string | null, resolvedAfter: string | null): boolean {
  const number = (text: string): number => Number(/@(\d+)/.exec(text)?.[1]);
  return resolvedAfter === null || (version !== null && number(version) > number(resolvedAfter));
}

export function open(issue: MonthIssue, substatus: GroupSubstatus, since: Date): void {
  const nothing = { snooze: null, forecast: null, resolvedAfter: null, resolvedAt: null };
  Object.assign(issue, { status: 'UNRESOLVED', substatus, activeAt: since, ...nothing });
}

export function close(issue: MonthIssue, now: Date): void {
  const nothing = { snooze: null, forecast: null, substatus: null, inbox: null };
  Object.assign(issue, { status: 'RESOLVED', resolvedAt: now, ...nothing });
}

export function log(issue: MonthIssue, type: string, status: string): void {
  issue.feed.push(type);
  issue.history.push(status);
}

function enterInbox(issue: MonthIssue, reason: string, at: Date): void {
  issue.inbox ??= { reason, at };
}
