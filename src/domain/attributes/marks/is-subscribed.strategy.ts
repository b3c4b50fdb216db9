import type { Problem } from '../../problem';
import type { IssueState } from '../../state/issue-state';
import { next, type Step } from '../../state/step';
import type { AttributeStrategy, CallFacts, StateRow, StrategyScope } from '../strategy';
import { requireActor } from './require-actor';

/** Whether the acting user is told about the issue. */
export class IsSubscribedStrategy implements AttributeStrategy<'isSubscribed'> {
  readonly attribute = 'isSubscribed';

  reads(): readonly StateRow[] {
    return ['subscription'];
  }

  check(_change: boolean, facts: CallFacts<'isSubscribed'>): readonly Problem[] {
    return requireActor('isSubscribed', facts);
  }

  /** An explicit wish is stored also where nothing was before: it outlasts later assignments and bookmarks. */
  apply(state: IssueState, isActive: boolean, { now, operationId }: StrategyScope<'isSubscribed'>): Step {
    if (state.subscription?.isActive === isActive) return next(state);
    const dateAdded = state.subscription?.dateAdded ?? now;
    return next({ ...state, subscription: { isActive, reason: 'UNKNOWN', dateAdded, operationId } });
  }
}
