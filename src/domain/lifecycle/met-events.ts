import type { Release } from '../releases/release';
import type { WindowCounts } from '../snooze/snooze-end';

/** An event, as far as it may change the state of its issue. */
export interface MetEvent {
  /** 32 hex digits. */
  readonly eventId: string;
  /** When it happened. */
  readonly timestamp: Date;
  readonly receivedAt: Date;
  /** The release that it names; null: none. */
  readonly version: string | null;
}

/** What events are judged by besides the state of their issue, themselves counted. */
export interface EventFacts {
  /** By version, the releases that the events and the resolution name. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Of the issue's project. */
  readonly followsSemver: boolean;
  /** Whether the newest commit that resolves the issue is in no release yet. */
  readonly waitsForCommit: boolean;
  /** Of the current clock hour. */
  readonly eventsOfHour: number;
  readonly inWindow: WindowCounts;
  /** Events an hour that are too many for a new issue of the project; null: not known. */
  readonly newIssueThreshold: number | null;
  /** When the issue's latest event before these happened; null: there was none. */
  readonly quietSince: Date | null;
}

/** Events that came to an issue, in the order of arrival, and what they are judged by. */
export interface MetEvents {
  readonly events: readonly [MetEvent, ...MetEvent[]];
  readonly facts: EventFacts;
  readonly now: Date;
}

/** The event with which a count came to `needed`, if it is `total` after all of them; at least the first, at most the last. */
export function reaching(events: MetEvents['events'], needed: number, total: number): MetEvent {
  const place = Math.floor(needed) - (total - events.length) - 1;
  return events[Math.min(Math.max(place, 0), events.length - 1)] ?? events[0];
}
