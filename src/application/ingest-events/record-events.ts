import { TAG_LIMITS } from '../../domain/events/tags';
import { countDroppedEvents } from '../../persistence/compile/ingest/count-dropped-events';
import { noteReleases, type ReleaseTally } from '../../persistence/compile/ingest/note-releases';
import { countEvents, countEventsOfHour, type CountedGroup } from '../../persistence/compile/ingest/count-events';
import { insertEvents, type EventRow } from '../../persistence/compile/ingest/insert-events';
import { keepTagValues } from '../../persistence/compile/ingest/keep-tag-values';
import { findOwnersOfHashes, type HashOwner } from '../../persistence/read/find-owners-of-hashes';
import { findReleasesOfProjects, type ReleaseOfVersion } from '../../persistence/read/find-releases-of-projects';
import { findRecordedEvents, lockEventIds, type EventKey } from '../../persistence/read/lock-event-ids';
import type { Executor } from '../../persistence/statement';
import { followAtOnce } from '../follow-events/follow-at-once';
import { visitedIssues } from '../follow-events/visited-issue';
import { completeAtOnce } from '../releases/complete-at-once';
import { ensureReleases } from '../releases/ensure-releases';
import { findOrCreateGroups, hashKey } from './find-or-create-groups';
import type { JudgedEvent } from './judge-event';
import { placeEvents, releasesNamed, tallyReleases } from './releases-of-events';
import { tagsOfEvents } from './tags-of-events';
import { tallyDropped, tallyEvents } from './tally-events';

/** When events are recorded. */
export interface Recording {
  readonly now: Date;
  /** An event whose id was recorded since then is a duplicate. */
  readonly knownSince: Date;
  /** Whether tombstones count what they drop. */
  readonly countsDropped: boolean;
  /** The events are records of old: no issue changes with them. */
  readonly isPast?: boolean;
}

/** What became of an event that was no duplicate: kept, or dropped because its issue was discarded. */
export type Recorded = 'ACCEPTED' | 'DISCARDED';

/**
 * Finds or makes the issues of events, keeps the events and counts them; answers those that were no duplicates.
 * Events of discarded issues are counted and dropped. The order of the locks, the same in every transaction: event ids,
 * releases, hashes, projects, tombstones, counters. The row of an issue that was there before is touched only where the
 * events change the issue, and then without waiting for it (`followAtOnce`), so that events never wait for mutations. A
 * deletion waits for those that hold event ids before it empties an issue (`wait-for-events`).
 */
export async function recordEvents(
  tx: Executor,
  judged: readonly JudgedEvent[],
  { now, knownSince, countsDropped, isPast = false }: Recording,
): Promise<ReadonlyMap<JudgedEvent, Recorded>> {
  const { fresh, releases: named, owners: found } = await lookUp(tx, judged, knownSince);
  if (fresh.length === 0) return new Map();
  const releases = await ensureReleases(tx, releasesNamed(fresh), named);
  const owners = await findOrCreateGroups(tx, { events: placeEvents(fresh, releases.ids), found, now });
  const owned = fresh.map((event) => ({ event, owner: ownerOf(event, owners) }));
  const dropped = tallyDropped(owned.map(({ owner }) => owner));
  if (countsDropped && dropped.length > 0) await countDroppedEvents(tx, dropped, now);
  const rows = owned.flatMap(({ event, owner }) => (owner.groupId === null ? [] : [eventRow(event, owner.groupId)]));
  const counted = rows.length > 0 ? await keepEvents(tx, rows, tallyReleases(rows, releases.ids)) : [];
  if (!isPast && counted.length > 0) await followAtOnce(tx, visitedIssues(rows, counted), now);
  // Last, since a mutation may wait for these rows, and this waits for nobody afterwards.
  await completeAtOnce(tx, releases.added, now);
  return new Map(owned.map(({ event, owner }) => [event, owner.groupId === null ? 'DISCARDED' : 'ACCEPTED']));
}

/** Sent together, in the order of the locks; only the counters are looked at afterwards. */
async function keepEvents(
  tx: Executor,
  rows: readonly EventRow[],
  releases: readonly ReleaseTally[],
): Promise<readonly CountedGroup[]> {
  const { groups, hours, people } = tallyEvents(rows);
  const [, , , counted] = await Promise.all([
    insertEvents(tx, rows),
    countEventsOfHour(tx, hours),
    releases.length > 0 ? noteReleases(tx, releases) : null,
    countEvents(tx, groups, people),
    keepTagValues(tx, tagsOfEvents(rows), TAG_LIMITS),
  ]);
  return counted;
}

/** Events that were not recorded before, and what is there for them. */
interface KnownBefore {
  readonly fresh: readonly JudgedEvent[];
  readonly releases: readonly ReleaseOfVersion[];
  readonly owners: readonly HashOwner[];
}

/** The questions leave together: PostgreSQL comes to those behind the locks when it has them, and answers as of then. */
async function lookUp(tx: Executor, judged: readonly JudgedEvent[], knownSince: Date): Promise<KnownBefore> {
  const events = distinct(judged, eventKey);
  const named = releasesNamed(events);
  const [, recorded, releases, owners] = await Promise.all([
    lockEventIds(tx, events),
    findRecordedEvents(tx, events, knownSince),
    named.length > 0 ? findReleasesOfProjects(tx, named) : [],
    findOwnersOfHashes(tx, distinct(events, hashKey)),
  ]);
  return { fresh: events.filter((event) => !recorded.has(eventKey(event))), releases, owners };
}

/** The first of each key. */
function distinct<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const byKey = new Map<string, T>();
  for (const one of all) if (!byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}

function eventKey({ projectId, eventId }: EventKey): string {
  return `${projectId}:${eventId}`;
}

function ownerOf(event: JudgedEvent, owners: ReadonlyMap<string, HashOwner>): HashOwner {
  const owner = owners.get(hashKey(event));
  if (owner === undefined) throw new Error(`No issue for the hash ${event.hash}.`);
  return owner;
}

function eventRow(event: JudgedEvent, groupId: string): EventRow {
  const { organizationId, projectId, eventId, receivedAt, payload, userKey, facts } = event;
  const { timestamp, title, message, level, platform, environment, release, tags } = facts;
  return {
    ...{
      organizationId,
      projectId,
      groupId,
      eventId,
      receivedAt,
      timestamp,
      title,
      message,
      level,
      platform,
      environment,
    },
    ...{ release, userKey, tags, payload },
  };
}
