import type { Difference, SliceName } from './difference';
import { hasSeen, type Actor, type IssueState } from './issue-state';
import { statusDetailsOf } from './status-details';

/** One attribute that changed, as clients read it. */
export interface AttributeChange {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The readable part of a difference, side effects included; `first` is the state as it was shown before. */
export function readableChanges(first: IssueState, { next, slices }: Difference): readonly AttributeChange[] {
  const changed = (slice: SliceName): boolean => slices.includes(slice);
  const changes: AttributeChange[] = [];
  const add = (attribute: string, of: (state: IssueState) => unknown): void => {
    changes.push({ attribute, before: of(first), after: of(next) });
  };
  if (changed('priority')) add('priority', priorityOf);
  if (changed('status') || changed('snooze') || changed('resolution') || changed('commitLink')) {
    const isSameStatus = first.status === next.status && (!changed('snooze') || first.status !== 'IGNORED');
    const onlySubstatus = isSameStatus && first.substatus !== next.substatus;
    add(onlySubstatus ? 'substatus' : 'status', statusOf);
  }
  if (changed('assignee')) add('assignedTo', ({ assignee }) => actorOf(assignee));
  if (changed('seen')) add('hasSeen', hasSeen);
  if (changed('bookmark')) add('isBookmarked', ({ bookmark }) => bookmark !== null);
  if (changed('subscription')) add('isSubscribed', ({ subscription }) => subscription?.isActive ?? false);
  if (changed('share')) add('isPublic', ({ share }) => share && share.uuid);
  if (changed('merge')) add('merge', ({ mergedInto }) => mergedInto && { into: mergedInto });
  if (changed('inbox')) add('inbox', ({ inbox }) => inbox && { reason: inbox.reason });
  if (changed('deletion') && (tombstoneOf(first) ?? tombstoneOf(next)) !== null) add('discard', tombstoneOf);
  return changes;
}

/** `{type, id}` of a user or team, or null. */
export function actorOf(actor: Actor | null): { type: string; id: string } | null {
  return actor && { type: actor.type, id: actor.id };
}

/** `{status, substatus, statusDetails}`. */
export function statusOf(state: IssueState): Readonly<Record<string, unknown>> {
  return { status: state.status, substatus: state.substatus, statusDetails: statusDetailsOf(state) };
}

/** `{tombstone}` of a discarded issue, or null. */
function tombstoneOf({ deletion }: IssueState): { tombstone: string } | null {
  return deletion?.tombstoneId ? { tombstone: deletion.tombstoneId } : null;
}

function priorityOf({ priority, priorityLockedAt }: IssueState): Readonly<Record<string, unknown>> {
  return { priority, locked: priorityLockedAt !== null };
}
