import { HISTORY_OF_PRIORITY } from '../../history-status';
import type { IssueState } from '../../state/issue-state';
import { activity, history, next, type LogEntry, type Step } from '../../state/step';
import type { MutationScope } from '../strategy';

/** Why what was special about an issue has ended: a person said so, or so many days have passed. */
export type OngoingCause = { readonly manually: true } | { readonly after_days: number };

/**
 * Ends what was special about an unresolved issue. It leaves the inbox; after an escalation the priority returns to what
 * it was at first, unless a person locked it.
 */
export function toOngoing(
  state: IssueState,
  { actor }: Pick<MutationScope, 'actor'>,
  cause: OngoingCause = { manually: true },
): Step & { refused: false } {
  const log: LogEntry[] = [activity('AUTO_SET_ONGOING', actor, cause), history('UNRESOLVED', actor)];
  const ongoing: IssueState = { ...state, substatus: 'ONGOING', snooze: null, inbox: null };
  const { initialPriority } = state;
  const resets =
    state.substatus === 'ESCALATING' &&
    state.priorityLockedAt === null &&
    initialPriority !== null &&
    initialPriority !== state.priority;
  if (!resets) return next(ongoing, log);
  return next({ ...ongoing, priority: initialPriority }, [
    ...log,
    activity('SET_PRIORITY', null, { priority: initialPriority.toLowerCase(), reason: 'ongoing' }),
    history(HISTORY_OF_PRIORITY[initialPriority], null),
  ]);
}
