import type { SubscriptionReason } from '../group';
import type { IssueState } from '../state/issue-state';
import type { MutationScope } from './strategy';

/** Subscribes the acting user unless there is a row already: an explicit unsubscription stays, and so does a reason. */
export function subscribeActor(state: IssueState, reason: SubscriptionReason, scope: MutationScope): IssueState {
  if (scope.actor === null || state.subscription !== null) return state;
  const subscription = { isActive: true, reason, dateAdded: scope.now, operationId: scope.operationId };
  return { ...state, subscription };
}
