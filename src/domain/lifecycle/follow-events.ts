import { passedThreshold } from '../escalation/escalation';
import { newIssueEscalates, NEW_ISSUE_EVENTS } from '../escalation/new-issue';
import type { Snooze } from '../snooze/snooze';
import { countedEvents, snoozeHasEnded } from '../snooze/snooze-end';
import type { IssueState } from '../state/issue-state';
import { endSnooze } from './end-snooze';
import { escalate } from './escalate';
import { reaching, type MetEvent, type MetEvents } from './met-events';
import { regress, regressingEvent } from './regress';
import type { Transition } from './transition';

/**
 * What an issue becomes because of events that came: a regression where it was resolved, open where it was archived for
 * fewer, escalating where it was archived for as many as usual or is new and comes more often than new issues do. null:
 * nothing changes. `state` is the stored one, the events counted.
 */
export function followEvents(state: IssueState, met: MetEvents): Transition | null {
  if (state.status === 'IGNORED') return followArchived(state, met);
  const regressing = regressingEvent(state, met);
  if (regressing !== null) return regress(state, regressing, met);
  return state.status === 'UNRESOLVED' ? followNew(state, met) : null;
}

function followArchived(state: IssueState, met: MetEvents): Transition | null {
  const { events, facts, now } = met;
  const forecast = passedThreshold(state, facts.eventsOfHour, now);
  if (forecast !== null) {
    const { eventId } = reaching(events, forecast + 1, facts.eventsOfHour);
    return escalate(state, { now, eventId, forecast, endedSnooze: null });
  }
  const { snooze } = state;
  if (snooze === null || !snoozeHasEnded(snooze, { ...state, inWindow: facts.inWindow }, now)) return null;
  return endSnooze(state, { now, eventId: endingEvent(snooze, state, met).eventId });
}

/** The event that met the conditions: the first one where the moment had come, the last one where users count. */
function endingEvent(snooze: Snooze, state: IssueState, { events, facts, now }: MetEvents): MetEvent {
  if (snooze.until !== null && snooze.until <= now) return events[0];
  const counted = countedEvents(snooze, { ...state, inWindow: facts.inWindow });
  if (snooze.count === null || counted === null || counted < snooze.count) return events.at(-1) ?? events[0];
  return reaching(events, snooze.count, counted);
}

function followNew(state: IssueState, { events, facts, now }: MetEvents): Transition | null {
  if (!newIssueEscalates(state, facts.newIssueThreshold, now)) return null;
  const { eventId } = reaching(events, NEW_ISSUE_EVENTS, state.timesSeen);
  return escalate(state, { now, eventId, forecast: null, endedSnooze: null });
}
