import type { IssueState } from '../state/issue-state';
import { isOverAge } from '../state/shown-status';
import { activity, history, next, notice } from '../state/step';
import type { Transition } from './transition';

/** When an issue is looked at, and the id that its line in the feed will have: the open period points to it. */
export interface ResolvingByAge {
  readonly now: Date;
  readonly activityId: string;
}

/** Resolves an issue that has been quiet for its project's resolve age; null: it has not. */
export function resolveByAge(state: IssueState, { now, activityId }: ResolvingByAge): Transition | null {
  if (!isOverAge(state, now)) return null;
  const period = state.openPeriod;
  return next(
    {
      ...state,
      status: 'RESOLVED',
      substatus: null,
      resolvedAt: now,
      inbox: null,
      snooze: null,
      openPeriod:
        period?.dateEnded === null
          ? { ...period, dateEnded: now, resolutionActivityId: activityId, userId: null }
          : period,
    },
    [
      { ...activity('SET_RESOLVED_BY_AGE', null, { age: state.resolveAge }), id: activityId },
      history('AUTO_RESOLVED', null),
      notice('issue.resolved', { resolution_type: 'autoresolve' }),
    ],
  );
}
