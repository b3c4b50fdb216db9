import type { GroupPriority } from '../group';
import { HISTORY_OF_PRIORITY } from '../history-status';
import type { Snooze } from '../snooze/snooze';
import { snoozeConditions } from '../snooze/snooze-conditions';
import type { IssueState } from '../state/issue-state';
import { activity, history, next, notice, type LogEntry } from '../state/step';
import { eventData, openedPeriod, type Cause, type Transition } from './transition';

/** Why an issue escalates. */
export interface Escalation extends Cause {
  /** How many events the clock hour might have had; null: that was not it. */
  readonly forecast: number | null;
  /** The snooze whose conditions were met; null: none was. */
  readonly endedSnooze: Snooze | null;
}

/** Makes an issue one that gets worse: unresolved, in the inbox, and a step more important unless a person has set how important it is. */
export function escalate(state: IssueState, escalation: Escalation): Transition {
  const { now, forecast, endedSnooze } = escalation;
  const conditions = endedSnooze && snoozeConditions(endedSnooze);
  const raised = raisePriority(state);
  const escalated: IssueState = {
    ...raised.state,
    status: 'UNRESOLVED',
    substatus: 'ESCALATING',
    resolvedAt: null,
    activeAt: state.status === 'UNRESOLVED' ? state.activeAt : now,
    inbox: state.inbox ?? { reason: 'ESCALATING', reasonDetails: conditions, dateAdded: now },
    snooze: null,
    forecast: null,
    openPeriod: openedPeriod(state.openPeriod, now),
  };
  const data = {
    ...eventData(escalation),
    ...(forecast !== null && { forecast }),
    ...(conditions !== null && { expired_snooze: conditions }),
  };
  return next(escalated, [
    activity('SET_ESCALATING', null, data),
    history('ESCALATING', null),
    notice('issue.escalating'),
    ...(endedSnooze === null ? [] : [notice('issue.unignored')]),
    ...raised.log,
  ]);
}

/** The automatic priority of what escalates: one step up. A priority that a person has set stays. */
function raisePriority(state: IssueState): Transition {
  const priority: GroupPriority = state.priority === 'LOW' ? 'MEDIUM' : 'HIGH';
  if (state.priorityLockedAt !== null || state.priority === priority) return next(state);
  const name = priority.toLowerCase();
  const log: readonly LogEntry[] = [
    activity('SET_PRIORITY', null, { priority: name, reason: 'escalating' }),
    history(HISTORY_OF_PRIORITY[priority], null),
    notice('issue.priority_changed', { priority: name }),
  ];
  return next({ ...state, priority }, log);
}
