import { PRIORITY_OF_LEVEL } from '../events/level';
import { STATUS_OF_SUBSTATUS, type GroupLevel, type GroupStatus, type GroupSubstatus } from '../group';
import type { Actor, IssueState } from '../state/issue-state';
import { importedCommitLinks, importedResolution, type GivenResolution } from './imported-resolution';
import { importedSnooze } from './imported-snooze';
import type { IssueLine } from './line-shapes';

/** An issue with everything that an import can set on it; the marks of people are kept apart. */
export interface ImportedIssue extends IssueState {
  readonly title: string;
  readonly culprit: string | null;
  readonly message: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly firstReleaseId: string | null;
}

/** A line about an issue, its references looked up. */
export interface GivenIssue extends GivenResolution {
  readonly id: string;
  readonly projectId: string;
  readonly line: IssueLine;
  /** null: the line names none. */
  readonly assignee: Actor | null;
  readonly snoozeActorId: string | null;
  readonly firstReleaseId: string | null;
}

/** The status that a line gives, by itself or by its substatus; undefined: none. */
export function givenStatus({ status, substatus }: Pick<IssueLine, 'status' | 'substatus'>): GroupStatus | undefined {
  return status ?? (substatus && STATUS_OF_SUBSTATUS[substatus]);
}

/** An issue of which nothing is known but the line: as an event would have made it, out of the inbox. */
export function newIssue({ id, projectId, line }: GivenIssue, now: Date): ImportedIssue {
  const { level = 'ERROR', title = line.fingerprints.join(), lastSeen = now } = line;
  const firstSeen =
    line.firstSeen ?? (line.resolvedAt !== undefined && line.resolvedAt < lastSeen ? line.resolvedAt : lastSeen);
  const priority = line.priority ?? PRIORITY_OF_LEVEL[level];
  const period = { dateStarted: firstSeen, dateEnded: null, resolutionActivityId: null, userId: null };
  return {
    ...{ id, projectId, category: line.category ?? 'ERROR', title: title.slice(0, 255), culprit: null, message: null },
    ...{
      level,
      platform: null,
      firstSeen,
      lastSeen: line.lastSeen ?? firstSeen,
      activeAt: firstSeen,
      resolvedAt: null,
    },
    timesSeen: (line.hourlyCounts ?? []).reduce((sum, { events }) => sum + events, 0),
    ...{ usersSeen: 0, resolveAge: null },
    ...{ initialPriority: priority, priority, priorityLockedAt: null, version: 1, changedAt: now },
    ...{ status: 'UNRESOLVED', substatus: 'NEW', assignee: null, inbox: null, snooze: null, share: null },
    ...{ mergedInto: null, deletion: null },
    ...{ openPeriod: { id: '', ...period }, subscription: null, bookmark: null, seen: null, forecast: null },
    ...{ resolution: null, commitLinks: [], firstReleaseId: null },
  };
}

/** The issue as the line wants it: what the line leaves out stays, and counters never fall. */
export function importedIssue(stored: ImportedIssue, given: GivenIssue, now: Date): ImportedIssue {
  const { line, assignee } = given;
  const counted = {
    ...stored,
    timesSeen: Math.max(stored.timesSeen, line.timesSeen ?? 0),
    usersSeen: Math.max(stored.usersSeen, line.usersSeen ?? 0),
    lastSeen: line.lastSeen !== undefined && line.lastSeen > stored.lastSeen ? line.lastSeen : stored.lastSeen,
  };
  const status = givenStatus(line) ?? stored.status;
  const resolvedAt = status === 'RESOLVED' ? (line.resolvedAt ?? stored.resolvedAt ?? now) : null;
  const substatus = substatusOf(stored, line, status);
  const isAssigned = assignee?.id === stored.assignee?.id && assignee?.type === stored.assignee?.type;
  return {
    ...withTexts(counted, line),
    ...{ status, substatus, resolvedAt, activeAt: line.activeAt ?? stored.activeAt },
    priority: line.priority ?? stored.priority,
    priorityLockedAt: lockedAt(stored, line, now),
    assignee: assignee === null || isAssigned ? stored.assignee : { ...assignee, dateAdded: now },
    inbox: inboxOf(stored, line, now),
    resolution: status === 'RESOLVED' ? importedResolution(stored, given, now) : null,
    commitLinks: status === 'RESOLVED' ? importedCommitLinks(stored, given, now) : [],
    firstReleaseId: given.firstReleaseId ?? stored.firstReleaseId,
    snooze: status === 'IGNORED' ? importedSnooze(counted, given, now) : null,
    forecast: substatus === 'ARCHIVED_UNTIL_ESCALATING' ? forecastOf(stored, line) : null,
    openPeriod: stored.openPeriod && openPeriodOf(stored.openPeriod, resolvedAt),
    share:
      line.shareId === undefined || line.shareId === stored.share?.uuid
        ? stored.share
        : { uuid: line.shareId, userId: null, dateAdded: now },
  };
}

/** Whether the issue's own texts, level, category and first sight differ, which no difference of states knows of. */
export function hasOtherTexts(stored: ImportedIssue, next: ImportedIssue): boolean {
  const keys = ['title', 'culprit', 'message', 'level', 'category', 'platform', 'firstReleaseId'] as const;
  return keys.some((key) => stored[key] !== next[key]) || stored.firstSeen.getTime() !== next.firstSeen.getTime();
}

function withTexts(stored: ImportedIssue, line: IssueLine): ImportedIssue {
  return {
    ...stored,
    title: line.title ?? stored.title,
    culprit: line.culprit ?? stored.culprit,
    message: line.message ?? stored.message,
    level: line.level ?? stored.level,
    category: line.category ?? stored.category,
    platform: line.platform ?? stored.platform,
    firstSeen: line.firstSeen ?? stored.firstSeen,
  };
}

function substatusOf(stored: ImportedIssue, line: IssueLine, status: GroupStatus): GroupSubstatus | null {
  if (line.substatus !== undefined) return line.substatus;
  if (status === 'IGNORED' && line.snooze !== undefined) return 'ARCHIVED_UNTIL_CONDITION_MET';
  if (status === stored.status) return stored.substatus;
  if (status === 'UNRESOLVED') return 'NEW';
  return status === 'IGNORED' ? 'ARCHIVED_FOREVER' : null;
}

function lockedAt({ priorityLockedAt }: ImportedIssue, { priorityLocked }: IssueLine, now: Date): Date | null {
  if (priorityLocked === undefined) return priorityLockedAt;
  return priorityLocked ? (priorityLockedAt ?? now) : null;
}

function inboxOf({ inbox }: ImportedIssue, line: IssueLine, now: Date): IssueState['inbox'] {
  if (line.inbox === undefined) return inbox;
  const { reason, addedAt } = line.inbox;
  const isSame = inbox?.reason === reason;
  const dateAdded = addedAt ?? (isSame ? inbox.dateAdded : now);
  return { reason, reasonDetails: isSame ? inbox.reasonDetails : null, dateAdded };
}

function forecastOf({ forecast }: ImportedIssue, line: IssueLine): IssueState['forecast'] {
  return line.forecast === undefined ? forecast : { thresholds: line.forecast.values, dateAdded: line.forecast.date };
}

function openPeriodOf(
  stored: NonNullable<IssueState['openPeriod']>,
  resolvedAt: Date | null,
): IssueState['openPeriod'] {
  const ended = stored.dateEnded !== null && resolvedAt !== null;
  return ended
    ? { ...stored, dateEnded: resolvedAt }
    : { ...stored, dateEnded: resolvedAt, resolutionActivityId: null, userId: null };
}
