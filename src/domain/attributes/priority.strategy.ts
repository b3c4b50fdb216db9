import { CATEGORY_RULES } from '../group-category';
import type { GroupPriority } from '../group';
import { HISTORY_OF_PRIORITY } from '../history-status';
import type { IssueState } from '../state/issue-state';
import { activity, history, next, notice, refuse, type Step } from '../state/step';
import type { AttributeStrategy, StrategyScope } from './strategy';

/** How much the issue matters. */
export class PriorityStrategy implements AttributeStrategy<'priority'> {
  readonly attribute = 'priority';

  /** A priority set by a person is locked against automatic changes, also where the value stays. */
  apply(state: IssueState, priority: GroupPriority, { actor, now }: StrategyScope<'priority'>): Step {
    if (!CATEGORY_RULES[state.category].allowsManualPriority) return refuse('ACTION_NOT_ALLOWED_FOR_TYPE');
    const priorityLockedAt = state.priorityLockedAt ?? now;
    if (state.priority === priority) return next({ ...state, priorityLockedAt });
    return next({ ...state, priority, priorityLockedAt }, [
      activity('SET_PRIORITY', actor, { priority: priority.toLowerCase(), reason: null }),
      history(HISTORY_OF_PRIORITY[priority], actor),
      notice('issue.priority_changed', { priority: priority.toLowerCase() }),
    ]);
  }
}
