import type { IssueState } from '../state/issue-state';
import { activity, history, next, notice, type LogEntry, type Step } from '../state/step';
import { toOngoing } from './status/ongoing';
import type { AttributeStrategy, MutationScope, StateRow, StrategyScope } from './strategy';

/** Whether the issue waits for review. */
export class InboxStrategy implements AttributeStrategy<'inbox'> {
  readonly attribute = 'inbox';

  /** Whether an issue is open depends on its snooze. */
  reads(): readonly StateRow[] {
    return ['inbox', 'snooze'];
  }

  apply(state: IssueState, inbox: boolean, scope: StrategyScope<'inbox'>): Step {
    return inbox ? putIntoInbox(state, scope) : markReviewed(state, scope);
  }
}

/** An issue that is in the inbox keeps its first reason and date. */
function putIntoInbox(state: IssueState, { now }: MutationScope): Step {
  if (state.inbox !== null) return next(state);
  return next({ ...state, inbox: { reason: 'MANUAL', reasonDetails: null, dateAdded: now } });
}

/** Takes the issue out of the inbox; reviewing one that is new, regressed or escalating makes it ongoing. */
function markReviewed(state: IssueState, scope: MutationScope): Step {
  const { actor } = scope;
  const settles = state.status === 'UNRESOLVED' && state.substatus !== null && state.substatus !== 'ONGOING';
  if (state.inbox === null && !settles) return next(state);
  const log: LogEntry[] = [];
  if (state.inbox !== null && actor !== null)
    log.push(activity('MARK_REVIEWED', actor, null), history('REVIEWED', actor));
  log.push(notice('issue.marked_reviewed'));
  const reviewed = { ...state, inbox: null };
  if (!settles) return next(reviewed, log);
  const ongoing = toOngoing(reviewed, scope);
  return next(ongoing.state, [...log, ...ongoing.log]);
}
