import type { IssueState } from '../../state/issue-state';
import { activity, history, next, notice, type Step } from '../../state/step';
import { assign } from '../assigned-to/assign';
import type { MutationScope } from '../strategy';
import { subscribeActor } from '../subscribe';

/** Resolves an issue now. One that is resolved already stays as it is: a plain resolve does not undo "in a release". */
export function resolve(state: IssueState, scope: MutationScope): Step {
  if (state.status === 'RESOLVED') return next(state);
  const { actor, now } = scope;
  const activityId = scope.fresh.activityIds.get(state.id) ?? null;
  const closed = state.openPeriod?.dateEnded === null;
  const resolved: IssueState = {
    ...state,
    status: 'RESOLVED',
    substatus: null,
    resolvedAt: now,
    inbox: null,
    snooze: null,
    forecast: null,
    openPeriod: closed
      ? { ...state.openPeriod, dateEnded: now, resolutionActivityId: activityId, userId: actor?.id ?? null }
      : state.openPeriod,
  };
  return selfAssign(
    next(subscribeActor(resolved, 'STATUS_CHANGE', scope), [
      { ...activity('SET_RESOLVED', actor, {}), id: activityId },
      history('RESOLVED', actor),
      notice('issue.resolved', { resolution_type: 'now' }),
    ]),
    scope,
  );
}

/** Where the user asked for it, who resolves an issue that nobody has takes it; an explicit assignee always wins. */
function selfAssign({ state, log }: Step & { refused: false }, scope: MutationScope): Step {
  const { actor, changes } = scope;
  if (!actor?.selfAssignOnResolve || state.assignee !== null || changes.assignedTo !== undefined) {
    return next(state, log);
  }
  const assigned = assign(state, { type: 'user', memberCount: 1, ...actor }, scope);
  return next(assigned.state, [...log, ...assigned.log]);
}
