import type { IssueState } from '../state/issue-state';
import { activity, next, type Step } from '../state/step';
import type { AttributeStrategy, StateRow, StrategyScope } from './strategy';

/** Whether the issue is shared under a link that needs no account. */
export class IsPublicStrategy implements AttributeStrategy<'isPublic'> {
  readonly attribute = 'isPublic';

  reads(): readonly StateRow[] {
    return ['share'];
  }

  /** A shared issue keeps its link; sharing it again after it was private gives a new one. */
  apply(state: IssueState, isPublic: boolean, { actor, now, fresh }: StrategyScope<'isPublic'>): Step {
    if (isPublic === (state.share !== null)) return next(state);
    if (!isPublic) return next({ ...state, share: null }, [activity('SET_PRIVATE', actor, null)]);
    const uuid = fresh.shareIds.get(state.id);
    if (uuid === undefined) throw new Error('No share id was drawn for the issue.');
    const share = { uuid, userId: actor?.id ?? null, dateAdded: now };
    return next({ ...state, share }, [activity('SET_PUBLIC', actor, null)]);
  }
}
