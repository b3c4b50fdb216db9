import type { EventRow } from '../../persistence/compile/ingest/insert-events';
import type { DroppedTally } from '../../persistence/compile/ingest/count-dropped-events';
import type { GroupTally, HourTally, PersonTally } from '../../persistence/compile/ingest/count-events';
import type { HashOwner } from '../../persistence/read/find-owners-of-hashes';

const HOUR_MS = 3_600_000;

/** How many events each tombstone drops. */
export function tallyDropped(owners: readonly HashOwner[]): readonly DroppedTally[] {
  const tallies = new Map<string, DroppedTally>();
  for (const owner of owners) {
    if (owner.groupId !== null) continue;
    const { organizationId, tombstoneId } = owner;
    const events = (tallies.get(tombstoneId)?.events ?? 0) + 1;
    tallies.set(tombstoneId, { organizationId, tombstoneId, events });
  }
  return [...tallies.values()];
}

/** What events add to the counters: one tally an issue, one an issue and clock hour of arrival, one a person and issue. */
export function tallyEvents(events: readonly EventRow[]): {
  readonly groups: readonly GroupTally[];
  readonly hours: readonly HourTally[];
  readonly people: readonly PersonTally[];
} {
  const groups = new Map<string, GroupTally>();
  const hours = new Map<string, HourTally>();
  const people = new Map<string, PersonTally>();
  for (const { organizationId, projectId, groupId, userKey, receivedAt, timestamp } of events) {
    const group = groups.get(groupId);
    groups.set(groupId, {
      organizationId,
      groupId,
      projectId,
      events: (group?.events ?? 0) + 1,
      lastSeen: later(group?.lastSeen, timestamp),
    });
    const hour = new Date(Math.floor(receivedAt.getTime() / HOUR_MS) * HOUR_MS);
    const hourKey = `${groupId}:${hour.getTime()}`;
    hours.set(hourKey, { organizationId, groupId, hour, events: (hours.get(hourKey)?.events ?? 0) + 1 });
    if (userKey === null) continue;
    const key = `${groupId}:${userKey}`;
    const person = people.get(key);
    people.set(key, {
      organizationId,
      groupId,
      userKey,
      firstSeen: earlier(person?.firstSeen, timestamp),
      lastSeen: later(person?.lastSeen, timestamp),
    });
  }
  return { groups: [...groups.values()], hours: [...hours.values()], people: [...people.values()] };
}

function later(known: Date | undefined, given: Date): Date {
  return known !== undefined && known > given ? known : given;
}

function earlier(known: Date | undefined, given: Date): Date {
  return known !== undefined && known < given ? known : given;
}
