import type { Problem } from '../../problem';
import type { IssueState } from '../../state/issue-state';
import { next, type Step } from '../../state/step';
import type { AttributeStrategy, CallFacts, StateRow, StrategyScope } from '../strategy';
import { subscribeActor } from '../subscribe';
import { requireActor } from './require-actor';

/** Whether the acting user has bookmarked the issue. */
export class IsBookmarkedStrategy implements AttributeStrategy<'isBookmarked'> {
  readonly attribute = 'isBookmarked';

  reads(): readonly StateRow[] {
    return ['bookmark', 'subscription'];
  }

  check(_change: boolean, facts: CallFacts<'isBookmarked'>): readonly Problem[] {
    return requireActor('isBookmarked', facts);
  }

  /** A bookmark brings a subscription, and takes only that one away again. */
  apply(state: IssueState, bookmarked: boolean, scope: StrategyScope<'isBookmarked'>): Step {
    if (bookmarked === (state.bookmark !== null)) return next(state);
    if (bookmarked) return next(subscribeActor({ ...state, bookmark: { dateAdded: scope.now } }, 'BOOKMARK', scope));
    const subscription = state.subscription?.reason === 'BOOKMARK' ? null : state.subscription;
    return next({ ...state, bookmark: null, subscription });
  }
}
