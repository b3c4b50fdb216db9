import type { SubscriptionReason } from '../../../src/domain/group';
import type { ModelActor } from './attribute-forms';
import { LARGEST_SUBSCRIBED_TEAM, teamOf, userOf, type Cast } from './cast';
import type { AssigneeRow, IssueRows } from './issue-rows';
import type { ModelCall } from './model-call';

/** Puts the issue into somebody's hands, unless it is there already. */
export function assign(rows: IssueRows, actor: ModelActor, call: ModelCall): void {
  const { cast, caller, now } = call;
  const userId = 'user' in actor ? actor.user : null;
  const teamId = 'team' in actor ? actor.team : null;
  const previous = rows.assignee;
  if (previous !== null && previous.userId === userId && previous.teamId === teamId) return;

  subscribeActor(rows, actor, call);
  rows.assignee = { userId, teamId, dateAdded: now };
  rows.activities.push({ type: 'ASSIGNED', userId: caller.userId, data: assignedData(cast, actor), datetime: now });
  rows.histories.push({ status: 'ASSIGNED', userId: caller.userId });
  rows.outbox.push('issue.assigned');
  if (previous !== null) unsubscribeAssigned(rows, previous, { cast, next: actor });
}

/** Takes it out of whosever hands it is in. */
export function clear(rows: IssueRows, { cast, caller, now }: ModelCall): void {
  const previous = rows.assignee;
  if (previous === null) return;
  rows.assignee = null;
  rows.activities.push({ type: 'UNASSIGNED', userId: caller.userId, data: null, datetime: now });
  rows.histories.push({ status: 'UNASSIGNED', userId: caller.userId });
  rows.outbox.push('issue.unassigned');
  unsubscribeAssigned(rows, previous, { cast, next: null });
}

/** A subscription is made where there is none; one that is there stays as it is, inactive or not. */
export function subscribe(
  rows: IssueRows,
  userId: string,
  { reason, now }: { reason: SubscriptionReason; now: Date },
): void {
  rows.subscriptions[userId] ??= { isActive: true, reason, dateAdded: now };
}

function subscribeActor(rows: IssueRows, actor: ModelActor, { cast, now }: ModelCall): void {
  if ('user' in actor) {
    subscribe(rows, actor.user, { reason: 'ASSIGNED', now });
    return;
  }
  const { userIds } = teamOf(cast, actor.team);
  if (userIds.length > LARGEST_SUBSCRIBED_TEAM) {
    rows.teamSubscriptions[actor.team] ??= { reason: 'ASSIGNED', dateAdded: now };
    return;
  }
  for (const userId of userIds) subscribe(rows, userId, { reason: 'ASSIGNED', now });
}

/** Whoever was subscribed only because the issue was theirs, or their team's, is no longer; except those it now is with. */
function unsubscribeAssigned(
  rows: IssueRows,
  previous: AssigneeRow,
  { cast, next }: { cast: Cast; next: ModelActor | null },
): void {
  const leaving = previous.teamId === null ? [previous.userId ?? ''] : [...teamOf(cast, previous.teamId).userIds];
  const staying = next === null ? [] : 'user' in next ? [next.user] : teamOf(cast, next.team).userIds;
  for (const userId of leaving) {
    if (!staying.includes(userId) && rows.subscriptions[userId]?.reason === 'ASSIGNED')
      delete rows.subscriptions[userId];
  }
  if (previous.teamId !== null) delete rows.teamSubscriptions[previous.teamId];
}

function assignedData(cast: Cast, actor: ModelActor): Record<string, unknown> {
  if ('team' in actor) {
    const { id, name } = teamOf(cast, actor.team);
    return { assignee: id, assigneeType: 'team', assigneeEmail: null, assigneeName: name };
  }
  const { id, name, email } = userOf(cast, actor.user);
  return { assignee: id, assigneeType: 'user', assigneeEmail: email, assigneeName: name };
}
