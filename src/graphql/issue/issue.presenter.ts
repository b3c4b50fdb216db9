import type { EventView } from '../../application/read-issues/read-issues.handler';
import type { IssueView } from '../../application/read-issues/issue-view';
import { releaseDetails } from '../../domain/state/status-details';
import { EventType } from './event.type';
import type { InboxEntryType } from './inbox-entry.type';
import { IssueType } from './issue.type';
import { StatusDetailsType } from './status-details.type';

/** GraphQL's Int ends here. */
const LARGEST_INT = 2_147_483_647;

export function presentIssue(view: IssueView): IssueType {
  const { organizationId, projectId, assignedUserId, assignedTeamId, firstReleaseId } = view;
  const { id, shortId, title, message, culprit, level, category, platform } = view;
  const { status, substatus, priority, priorityLockedAt, version, changedAt } = view;
  const { usersSeen, firstSeen, lastSeen, resolvedAt, isSubscribed } = view;
  const { hasSeen, isBookmarked, shareId } = view;
  return Object.assign(new IssueType(), {
    ...{ organizationId, projectId, assignedUserId, assignedTeamId, firstReleaseId },
    ...{ id, shortId, title, message, culprit, level, category, platform },
    ...{ status, substatus, priority, priorityLockedAt, version, changedAt },
    ...{ usersSeen, firstSeen, lastSeen, isSubscribed, hasSeen, isBookmarked, shareId },
    isPublic: shareId !== null,
    statusDetails: presentStatusDetails(view),
    inbox: presentInbox(view),
    timesSeen: Math.min(view.timesSeen, LARGEST_INT),
    resolvedAt: status === 'RESOLVED' ? resolvedAt : null,
    subscriptionReason: isSubscribed ? view.subscriptionReason : null,
  });
}

export function presentEvent(event: EventView): EventType {
  const { id, title, message, timestamp, receivedAt, platform, environment, release, tags, payload } = event;
  const about = { id, title, message, timestamp, receivedAt, platform, environment, release };
  return Object.assign(new EventType(), { ...about, tags, payload });
}

function presentStatusDetails(view: IssueView): StatusDetailsType {
  const { organizationId, status, substatus, snooze, resolution, commitId, autoResolved } = view;
  if (autoResolved) return Object.assign(new StatusDetailsType(), { autoResolved });
  if (resolution !== null) {
    return Object.assign(new StatusDetailsType(), releaseDetails(resolution), { actorId: resolution.actorId });
  }
  if (commitId !== null) return Object.assign(new StatusDetailsType(), { organizationId, commitId });
  if (status === 'IGNORED' && substatus === 'ARCHIVED_UNTIL_ESCALATING') {
    return Object.assign(new StatusDetailsType(), { untilEscalating: true });
  }
  if (snooze === null) return new StatusDetailsType();
  const { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow, actorId } = snooze;
  const conditions = { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow };
  return Object.assign(new StatusDetailsType(), { ...conditions, actorId });
}

function presentInbox({ inboxReason, inboxAddedAt, inboxReasonDetails }: IssueView): InboxEntryType | null {
  if (inboxReason === null || inboxAddedAt === null) return null;
  return { reason: inboxReason, addedAt: inboxAddedAt, reasonDetails: inboxReasonDetails };
}
