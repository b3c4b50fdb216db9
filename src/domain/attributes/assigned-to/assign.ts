import type { Actor, IssueState, Subscription } from '../../state/issue-state';
import { activity, history, next, notice, type Step } from '../../state/step';
import type { ActingUser, Assignee, MutationScope } from '../strategy';

/** Of a team with more members than this only the team itself is subscribed. */
export const TEAM_SUBSCRIPTION_LIMIT = 100;

interface NewAssignee extends Omit<Assignee, 'projectIds'> {
  /** Chat product from which the assignment was made. */
  readonly integration?: string | null;
}

/** Gives the issue to a user or a team; who has it already keeps it, and nothing is recorded. */
export function assign(state: IssueState, to: NewAssignee, scope: MutationScope): Step & { refused: false } {
  const from = state.assignee;
  if (from !== null && isSame(from, to)) return next(state);
  const data = {
    assignee: to.id,
    assigneeEmail: to.email,
    assigneeName: to.name,
    assigneeType: to.type,
    ...(to.integration == null ? {} : { integration: to.integration }),
  };
  const target = { type: to.type, id: to.id };
  return next(
    {
      ...state,
      assignee: { ...target, dateAdded: scope.now },
      subscription: subscriptionAfter(state, to, scope),
    },
    [
      activity('ASSIGNED', scope.actor, data),
      history('ASSIGNED', scope.actor),
      notice('issue.assigned', { assignee: target }),
      { log: 'assignee-change', from: from && { type: from.type, id: from.id }, to: target },
    ],
  );
}

/** Takes the issue from whoever has it. */
export function unassign(state: IssueState, scope: MutationScope): Step & { refused: false } {
  const from = state.assignee;
  if (from === null) return next(state);
  return next({ ...state, assignee: null, subscription: subscriptionAfter(state, null, scope) }, [
    activity('UNASSIGNED', scope.actor, null),
    history('UNASSIGNED', scope.actor),
    notice('issue.unassigned'),
    { log: 'assignee-change', from: { type: from.type, id: from.id }, to: null },
  ]);
}

/**
 * The acting user's own subscription follows the rule for everybody: an assignee is subscribed, and a former one loses
 * the subscription that came from the assignment, unless the new assignee is that user or a team of theirs.
 */
function subscriptionAfter(state: IssueState, to: NewAssignee | null, scope: MutationScope): Subscription | null {
  const { actor, now, operationId } = scope;
  const { subscription, assignee } = state;
  if (actor === null) return subscription;
  const isMine = to !== null && concerns(to, actor);
  if (isMine && subscription === null && to.memberCount <= TEAM_SUBSCRIPTION_LIMIT) {
    return { isActive: true, reason: 'ASSIGNED', dateAdded: now, operationId };
  }
  const wasMine = assignee !== null && concerns(assignee, actor);
  return wasMine && !isMine && subscription?.reason === 'ASSIGNED' ? null : subscription;
}

function concerns(target: Actor, user: ActingUser): boolean {
  return target.type === 'user' ? target.id === user.id : user.teamIds.has(target.id);
}

function isSame(a: Actor, b: Actor): boolean {
  return a.type === b.type && a.id === b.id;
}
