import type { LockedRow } from './bare-locked-row';

/** What was applied, as the operation's record has it. */
export function appliedOf(): object {
  const none = { inbox: null, merge: null, discard: null, hasSeen: null, isPublic: null, priority: null };
  const neither = { substatus: null, assignedTo: null, isBookmarked: null, isSubscribed: null };
  return { given: ['status'], status: 'RESOLVED', statusDetails: {}, ...none, ...neither };
}

/** What the messages of the outbox say. */
export function messagesOf(): { readonly resolved: object; readonly completed: object } {
  const none = { unchanged: 0, notFound: 0, conflict: 0, invalid: 0, skipped: 0, pending: 0 };
  return {
    resolved: { resolution_type: 'now' },
    completed: { kind: 'MUTATE', state: 'COMPLETED', counts: { requested: 1, changed: 1, ...none } },
  };
}

/** What changed, for people. */
export function changesOf({ status, substatus, inboxReason }: LockedRow): readonly object[] {
  const resolved = { status: 'RESOLVED', substatus: null, statusDetails: {} };
  return [
    { attribute: 'status', before: { status, substatus, statusDetails: {} }, after: resolved },
    { attribute: 'isSubscribed', before: false, after: true },
    ...(inboxReason === null ? [] : [{ attribute: 'inbox', before: { reason: inboxReason }, after: null }]),
  ];
}

/** What an undo would put back. */
export function beforeOf(locked: LockedRow, now: Date): object {
  const { status, substatus, resolvedAt, activeAt, version, inboxReason, inboxAddedAt } = locked;
  const { openPeriodId, openSince, operationId } = locked;
  const left = { reason: 'STATUS_CHANGE', isActive: true, dateAdded: now, operationId };
  const period = {
    id: openPeriodId,
    dateStarted: openSince,
    dateEnded: null,
    resolutionActivityId: null,
    userId: null,
  };
  return {
    ...{ status, substatus, resolvedAt, activeAt, version },
    inbox: inboxReason === null ? null : { reason: inboxReason, reasonDetails: null, dateAdded: inboxAddedAt },
    openPeriod: period,
    subscription: null,
    left: { subscription: left },
  };
}
