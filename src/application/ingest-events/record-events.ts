import { countEvents, countEventsOfHour } from '../../persistence/compile/ingest/count-events';
import { insertEvents, type EventRow } from '../../persistence/compile/ingest/insert-events';
import { findRecordedEvents, lockEventIds, type EventKey } from '../../persistence/read/lock-event-ids';
import type { Executor } from '../../persistence/statement';
import { findOrCreateGroups, hashKey } from './find-or-create-groups';
import type { JudgedEvent } from './judge-event';
import { tallyEvents } from './tally-events';

/** When events are recorded. */
export interface Recording {
  readonly now: Date;
  /** An event whose id was recorded since then is a duplicate. */
  readonly knownSince: Date;
}

/**
 * Finds or makes the issues of events, keeps the events and counts them; answers those that were no duplicates. The order of the locks, the same in every transaction: event ids, hashes, projects, counters. The row of an issue
 * that was there before is neither locked nor written, so mutations and events never wait for each other.
 */
export async function recordEvents(
  tx: Executor,
  judged: readonly JudgedEvent[],
  { now, knownSince }: Recording,
): Promise<ReadonlySet<JudgedEvent>> {
  const fresh = await withoutDuplicates(tx, judged, knownSince);
  if (fresh.length === 0) return new Set();
  const groupIds = await findOrCreateGroups(tx, fresh, now);
  const rows = fresh.map((event) => eventRow(event, groupIds));
  const { groups, hours, people } = tallyEvents(rows);
  await insertEvents(tx, rows);
  await countEventsOfHour(tx, hours);
  await countEvents(tx, groups, people);
  return new Set(fresh);
}

async function withoutDuplicates(
  tx: Executor,
  judged: readonly JudgedEvent[],
  knownSince: Date,
): Promise<readonly JudgedEvent[]> {
  const distinct = new Map<string, JudgedEvent>();
  for (const event of judged) if (!distinct.has(eventKey(event))) distinct.set(eventKey(event), event);
  const events = [...distinct.values()];
  await lockEventIds(tx, events);
  const recorded = await findRecordedEvents(tx, events, knownSince);
  return events.filter((event) => !recorded.has(eventKey(event)));
}

function eventKey({ projectId, eventId }: EventKey): string {
  return `${projectId}:${eventId}`;
}

function eventRow(event: JudgedEvent, groupIds: ReadonlyMap<string, string>): EventRow {
  const { organizationId, projectId, eventId, receivedAt, payload, userKey, facts } = event;
  const groupId = groupIds.get(hashKey(event));
  if (groupId === undefined) throw new Error(`No issue for the hash ${event.hash}.`);
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
