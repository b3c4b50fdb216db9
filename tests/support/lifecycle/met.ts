import type { EventFacts, MetEvent, MetEvents } from '../../../src/domain/lifecycle/met-events';
import type { Release } from '../../../src/domain/releases/release';
import type { Resolution } from '../../../src/domain/releases/resolution';
import { ago, NOW } from '../build/state';

/** A release of the given age in minutes; its id is its version. */
export function releaseOf(version: string, minutes: number): Release {
  return { id: version, version, dateAdded: ago(minutes), dateReleased: null };
}

/** `a` came two hours ago, `b` one hour ago, `c` a minute ago. */
export const RELEASES: ReadonlyMap<string, Release> = new Map(
  [releaseOf('a', 120), releaseOf('b', 60), releaseOf('c', 1)].map((release) => [release.version, release]),
);

/** Nothing but the releases is known. */
export function eventFacts(given: Partial<EventFacts> = {}): EventFacts {
  return {
    releases: RELEASES,
    followsSemver: false,
    waitsForCommit: false,
    eventsOfHour: 0,
    inWindow: { events: 0, users: 0 },
    newIssueThreshold: null,
    quietSince: ago(10),
    ...given,
  };
}

/** An event that comes now, in no release. */
export function metEvent(given: Partial<MetEvent> = {}): MetEvent {
  return { eventId: 'e1', timestamp: NOW, receivedAt: NOW, version: null, ...given };
}

/** Events that come now, one after the other: e1, e2 … */
export function metEvents(count = 1, facts: Partial<EventFacts> = {}, given: Partial<MetEvent> = {}): MetEvents {
  const events = Array.from({ length: count - 1 }, (_, index) => metEvent({ eventId: `e${index + 2}`, ...given }));
  return { events: [metEvent(given), ...events], facts: eventFacts(facts), now: NOW };
}

/** A resolution in the release `a`, announced by activity 70. */
export function resolutionOf(given: Partial<Resolution> = {}): Resolution {
  return {
    id: '70',
    releaseId: 'a',
    releaseVersion: 'a',
    currentReleaseVersion: null,
    futureReleaseVersion: null,
    type: 'IN_RELEASE',
    status: 'RESOLVED',
    actorId: '5',
    dateAdded: ago(30),
    ...given,
  };
}
