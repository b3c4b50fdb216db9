import { CATEGORY_RULES } from '../group-category';
import type { IssueState } from '../state/issue-state';
import { activity, history, next, notice } from '../state/step';
import { escalate } from './escalate';
import { eventData, openedPeriod, type Cause, type Transition } from './transition';

/**
 * Opens an archived issue whose snooze is over. Where it had a moment the issue is ongoing, whichever of its conditions
 * was met; else more came than was to be ignored, so it escalates if that means anything for its category.
 */
export function endSnooze(state: IssueState, cause: Cause): Transition {
  const { snooze, category } = state;
  const isAboutTime = snooze === null || snooze.until !== null;
  if (isAboutTime || !CATEGORY_RULES[category].detectsEscalation) return becomeOngoing(state, cause);
  return escalate(state, { ...cause, forecast: null, endedSnooze: snooze });
}

/** An archived issue that is unresolved again and nothing special: back in the inbox, without a change of priority. */
function becomeOngoing(state: IssueState, cause: Cause): Transition {
  const { now } = cause;
  const until = state.snooze?.until ?? null;
  const activeAt = until !== null && until <= now ? until : now;
  const ongoing: IssueState = {
    ...state,
    status: 'UNRESOLVED',
    substatus: 'ONGOING',
    resolvedAt: null,
    activeAt,
    inbox: state.inbox ?? { reason: 'ONGOING', reasonDetails: null, dateAdded: now },
    snooze: null,
    forecast: null,
    openPeriod: openedPeriod(state.openPeriod, activeAt),
  };
  return next(ongoing, [
    activity('SET_UNRESOLVED', null, eventData(cause)),
    history('UNIGNORED', null),
    notice('issue.unignored'),
  ]);
}
