import { isReleaseVersion } from '../../domain/releases/release-version';
import type { EventRow } from '../../persistence/compile/ingest/insert-events';
import type { ReleaseTally } from '../../persistence/compile/ingest/note-releases';
import { releaseKey, type WantedRelease } from '../releases/ensure-releases';
import type { JudgedEvent } from './judge-event';

/** An event with the release that it names; null: it names none, or what cannot be one. */
export interface PlacedEvent extends JudgedEvent {
  readonly releaseId: string | null;
}

/** The releases that events name, one a project and version, as old as the first event that names them. */
export function releasesNamed(events: readonly JudgedEvent[]): readonly WantedRelease[] {
  const wanted = new Map<string, WantedRelease>();
  for (const { organizationId, projectId, facts } of events) {
    const { release: version, timestamp } = facts;
    if (version === null || !isReleaseVersion(version)) continue;
    const key = releaseKey({ projectId, version });
    const known = wanted.get(key);
    if (known !== undefined && known.dateAdded <= timestamp) continue;
    wanted.set(key, { organizationId, projectId, version, dateAdded: timestamp, dateReleased: null });
  }
  return [...wanted.values()];
}

/** The events, each with its release. */
export function placeEvents(
  events: readonly JudgedEvent[],
  releaseIds: ReadonlyMap<string, string>,
): readonly PlacedEvent[] {
  return events.map((event) => {
    const { projectId, facts } = event;
    const version = facts.release;
    return {
      ...event,
      releaseId: version === null ? null : (releaseIds.get(releaseKey({ projectId, version })) ?? null),
    };
  });
}

/** In which releases issues were met: one tally an issue and release. */
export function tallyReleases(
  events: readonly EventRow[],
  releaseIds: ReadonlyMap<string, string>,
): readonly ReleaseTally[] {
  const tallies = new Map<string, ReleaseTally>();
  for (const { organizationId, projectId, groupId, release: version, timestamp } of events) {
    const releaseId = version === null ? undefined : releaseIds.get(releaseKey({ projectId, version }));
    if (releaseId === undefined) continue;
    const key = `${groupId}:${releaseId}`;
    const { firstSeen, lastSeen } = tallies.get(key) ?? { firstSeen: timestamp, lastSeen: timestamp };
    tallies.set(key, {
      ...{ organizationId, projectId, groupId, releaseId },
      firstSeen: timestamp < firstSeen ? timestamp : firstSeen,
      lastSeen: timestamp > lastSeen ? timestamp : lastSeen,
    });
  }
  return [...tallies.values()];
}
