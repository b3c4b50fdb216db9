import type { ProblemCode } from '../../../src/domain/problem';
import type { IssueRows } from './issue-rows';
import type { ModelCall } from './model-call';
import { becomeOngoing } from './ongoing-rules';

/** Into the inbox, or reviewed; no issue refuses it. */
export function inboxRule(rows: IssueRows, call: ModelCall): ProblemCode | null {
  if (call.input.inbox === true) rows.inbox ??= { reason: 'MANUAL', dateAdded: call.now };
  if (call.input.inbox === false) markReviewed(rows, call);
  return null;
}

function markReviewed(rows: IssueRows, call: ModelCall): void {
  const { caller, now } = call;
  const wasInInbox = rows.inbox !== null;
  const isOpen = rows.group.status === 'UNRESOLVED' && rows.group.substatus !== 'ONGOING';
  rows.inbox = null;
  if (wasInInbox && caller.userId !== null) {
    rows.activities.push({ type: 'MARK_REVIEWED', userId: caller.userId, data: null, datetime: now });
    rows.histories.push({ status: 'REVIEWED', userId: caller.userId });
  }
  if (isOpen) becomeOngoing(rows, call);
  if (wasInInbox || isOpen) rows.outbox.push('issue.marked_reviewed');
}
