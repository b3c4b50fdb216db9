import { HISTORY_OF_SUBSTATUS } from '../../history-status';
import { NO_LINKS } from '../../releases/group-link';
import type { IssueState } from '../../state/issue-state';
import { activity, history, next, notice, type Step } from '../../state/step';
import type { OpenSubstatus } from '../changes';
import type { MutationScope } from '../strategy';
import { subscribeActor } from '../subscribe';
import { toOngoing } from './ongoing';

const NEW_FOR_MS = 7 * 24 * 60 * 60 * 1_000;

/** Makes an issue unresolved, or gives an unresolved one another substatus where one is asked for. */
export function reopen(state: IssueState, asked: OpenSubstatus | null, scope: MutationScope): Step {
  if (state.status === 'UNRESOLVED') return changeSubstatus(state, asked, scope);
  const { actor, now } = scope;
  const substatus = asked ?? inferSubstatus(state, now);
  const reopened: IssueState = {
    ...state,
    status: 'UNRESOLVED',
    substatus,
    resolvedAt: null,
    activeAt: now,
    snooze: null,
    forecast: null,
    resolution: null,
    commitLinks: NO_LINKS,
    openPeriod: state.openPeriod && { ...state.openPeriod, dateEnded: null, resolutionActivityId: null, userId: null },
  };
  return next(scope.single ? subscribeActor(reopened, 'STATUS_CHANGE', scope) : reopened, [
    activity('SET_UNRESOLVED', actor, {}),
    history(HISTORY_OF_SUBSTATUS[substatus], actor),
    notice(state.status === 'IGNORED' ? 'issue.unignored' : 'issue.unresolved'),
  ]);
}

/** A reopened issue is a regression if it was resolved; an archived one is new for a week after it was first seen. */
export function inferSubstatus(state: Pick<IssueState, 'status' | 'firstSeen'>, now: Date): OpenSubstatus {
  if (state.status === 'RESOLVED') return 'REGRESSED';
  return now.getTime() - state.firstSeen.getTime() <= NEW_FOR_MS ? 'NEW' : 'ONGOING';
}

function changeSubstatus(state: IssueState, asked: OpenSubstatus | null, scope: MutationScope): Step {
  if (asked === null || asked === state.substatus) return next(state);
  if (asked === 'ONGOING') return toOngoing(state, scope);
  return next({ ...state, substatus: asked, snooze: null, forecast: null }, [
    activity('SET_UNRESOLVED', scope.actor, {}),
    history(HISTORY_OF_SUBSTATUS[asked], scope.actor),
  ]);
}
