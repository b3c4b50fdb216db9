import type { Actor, Assignment, IssueState, Subscription } from '../../state/issue-state';
import { activity, history, next, notice, type LogEntry, type Step } from '../../state/step';
import { shareLast } from '../share-last';
import type { ActingUser, Assignee, MutationScope } from '../strategy';

/** Of a team with more members than this only the team itself is subscribed. */
export const TEAM_SUBSCRIPTION_LIMIT = 100;

type NewAssignee = Omit<Assignee, 'projectIds'>;

/** To whom issues are given. */
interface Assigning {
  readonly to: NewAssignee;
  /** Chat product from which the assignment was made. */
  readonly integration?: string | null;
}

/** Gives the issue to a user or a team; who has it already keeps it, and nothing is recorded. */
export function assign(
  state: IssueState,
  { to, integration = null }: Assigning,
  scope: MutationScope,
): Step & { refused: false } {
  const from = state.assignee;
  if (from !== null && isSame(from, to)) return next(state);
  const assignee = assignmentTo(to, scope.now);
  return next({ ...state, assignee, subscription: subscriptionAfter(state, to, scope) }, [
    ...sharedLog(to, integration, scope.actor),
    { log: 'assignee-change', from: from && { type: from.type, id: from.id }, to: { type: to.type, id: to.id } },
  ]);
}

const assignmentTo = shareLast(({ type, id }: NewAssignee, dateAdded: Date): Assignment => ({ type, id, dateAdded }));

const sharedLog = shareLast(
  (to: NewAssignee, integration: string | null, actor: ActingUser | null): readonly LogEntry[] => {
    const data = {
      assignee: to.id,
      assigneeEmail: to.email,
      assigneeName: to.name,
      assigneeType: to.type,
      ...(integration === null ? {} : { integration }),
    };
    const target = { type: to.type, id: to.id };
    return [
      activity('ASSIGNED', actor, data),
      history('ASSIGNED', actor),
      notice('issue.assigned', { assignee: target }),
    ];
  },
);

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
