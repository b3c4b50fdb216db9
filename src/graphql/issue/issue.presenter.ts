import type { EventView } from '../../application/read-issues/read-issues.handler';
import type { IssueView } from '../../application/read-issues/issue-view';
import { releaseDetails } from '../../domain/state/status-details';
import { EventType } from './event.type';
import type { InboxEntryType } from './inbox-entry.type';
import { IssueType } from './issue.type';
import { StatusDetailsType } from './status-details.type';

/** GraphQL's Int ends here. */
const LARGEST_INT = 2_147_483_647;

/** Of most issues there is nothing more to say. */
const NOTHING_MORE: StatusDetailsType = Object.freeze(new StatusDetailsType());

/** Each property by itself: copies of spread objects cost a page of 50 more than anything else that is done for it. */
export function presentIssue(view: IssueView): IssueType {
  const issue = new IssueType();
  issue.organizationId = view.organizationId;
  issue.projectId = view.projectId;
  issue.projectSlug = view.projectSlug;
  issue.assignee = view.assignee;
  issue.firstReleaseId = view.firstReleaseId;
  issue.id = view.id;
  issue.shortId = view.shortId;
  issue.title = view.title;
  issue.message = view.message;
  issue.culprit = view.culprit;
  issue.level = view.level;
  issue.category = view.category;
  issue.platform = view.platform;
  issue.status = view.status;
  issue.substatus = view.substatus;
  issue.priority = view.priority;
  issue.priorityLockedAt = view.priorityLockedAt;
  issue.version = view.version;
  issue.changedAt = view.changedAt;
  issue.usersSeen = view.usersSeen;
  issue.firstSeen = view.firstSeen;
  issue.lastSeen = view.lastSeen;
  issue.isSubscribed = view.isSubscribed;
  issue.hasSeen = view.hasSeen;
  issue.isBookmarked = view.isBookmarked;
  issue.shareId = view.shareId;
  issue.isPublic = view.shareId !== null;
  issue.statusDetails = presentStatusDetails(view);
  issue.inbox = presentInbox(view);
  issue.timesSeen = Math.min(view.timesSeen, LARGEST_INT);
  issue.resolvedAt = view.status === 'RESOLVED' ? view.resolvedAt : null;
  issue.subscriptionReason = view.isSubscribed ? view.subscriptionReason : null;
  return issue;
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
  if (snooze === null) return NOTHING_MORE;
  const { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow, actorId } = snooze;
  const conditions = { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow };
  return Object.assign(new StatusDetailsType(), { ...conditions, actorId });
}

function presentInbox({ inboxReason, inboxAddedAt, inboxReasonDetails }: IssueView): InboxEntryType | null {
  if (inboxReason === null || inboxAddedAt === null) return null;
  return { reason: inboxReason, addedAt: inboxAddedAt, reasonDetails: inboxReasonDetails };
}
