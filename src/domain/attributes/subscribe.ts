import type { SubscriptionReason } from '../group';
import type { IssueState, Subscription } from '../state/issue-state';
import { shareLast } from './share-last';
import type { MutationScope } from './strategy';

/** Subscribes the acting user unless there is a row already: an explicit unsubscription stays, and so does a reason. */
export function subscribeActor(state: IssueState, reason: SubscriptionReason, scope: MutationScope): IssueState {
  if (scope.actor === null || state.subscription !== null) return state;
  return { ...state, subscription: subscriptionOfActor(state, reason, scope) };
}

/** The subscription that `subscribeActor` leaves, for who copies the state anyway. */
export function subscriptionOfActor(
  { subscription }: Pick<IssueState, 'subscription'>,
  reason: SubscriptionReason,
  { actor, now, operationId }: MutationScope,
): Subscription | null {
  if (actor === null || subscription !== null) return subscription;
  return newSubscription(reason, now, operationId);
}

const newSubscription = shareLast((reason: SubscriptionReason, dateAdded: Date, operationId: string): Subscription => ({
  isActive: true,
  reason,
  dateAdded,
  operationId,
}));
