import type { Problem } from '../../problem';
import { hasSeen, type IssueState } from '../../state/issue-state';
import { next, type Step } from '../../state/step';
import type { AttributeStrategy, CallFacts, StateRow, StrategyScope } from '../strategy';
import { requireActor } from './require-actor';

/** Whether the acting user has looked at the issue since its latest event. */
export class HasSeenStrategy implements AttributeStrategy<'hasSeen'> {
  readonly attribute = 'hasSeen';

  reads(): readonly StateRow[] {
    return ['seen', 'counts'];
  }

  check(_change: boolean, facts: CallFacts<'hasSeen'>): readonly Problem[] {
    return requireActor('hasSeen', facts);
  }

  /** An event whose clock is ahead of ours counts as seen, too. */
  apply(state: IssueState, seen: boolean, { now }: StrategyScope<'hasSeen'>): Step {
    if (!seen) return next(state.seen === null ? state : { ...state, seen: null });
    if (hasSeen(state)) return next(state);
    return next({ ...state, seen: { lastSeen: state.lastSeen > now ? state.lastSeen : now } });
  }
}
