import type { OpenPeriod } from '../state/issue-state';
import type { Step } from '../state/step';

/** What an issue becomes by itself, with what is to be logged. */
export type Transition = Step & { readonly refused: false };

/** What makes an issue change by itself. */
export interface Cause {
  readonly now: Date;
  /** 32 hex digits; null: the clock. */
  readonly eventId: string | null;
}

/** What a feed line says of the event that caused it; null: none did. */
export function eventData({ eventId }: Cause): Readonly<Record<string, unknown>> | null {
  return eventId === null ? null : { event_id: eventId };
}

/**
 * The period of an issue that opens: the one that goes on, or a new one after one that has ended, also where what opens
 * it happened earlier and is only told of now.
 */
export function openedPeriod(period: OpenPeriod | null, opened: Date): OpenPeriod | null {
  if (period === null || period.dateEnded === null) return period;
  const dateStarted = opened > period.dateEnded ? opened : period.dateEnded;
  return { id: null, dateStarted, dateEnded: null, resolutionActivityId: null, userId: null };
}
