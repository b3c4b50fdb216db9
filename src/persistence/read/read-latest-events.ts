import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns } from './key-columns';

export interface EventRow {
  readonly groupId: string;
  /** 32 hex digits. */
  readonly id: string;
  readonly title: string;
  readonly message: string | null;
  readonly timestamp: Date;
  readonly receivedAt: Date;
  readonly platform: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  readonly tags: Record<string, unknown>;
  readonly payload: Record<string, unknown>;
}

/** The clock hour in which an issue had its last events. */
interface LastHour extends TenantKey {
  readonly hour: Date;
}

const HOUR_MS = 3_600_000;

/**
 * The event that arrived last, of each of the issues. The default partition keeps PostgreSQL from walking the days in
 * their order: asked for the last event alone, it looks into each of them. The counts of clock hours know when an issue
 * had events; the first and the last of these hours are parameters, so that only the days between are planned. With 100
 * days, 25 issues that were last seen within four took 14 ms asked alone, and 4 ms like this; one took 10 and 2.
 */
export async function readLatestEvents(executor: Executor, groups: readonly TenantKey[]): Promise<EventRow[]> {
  const hours = await readLastHours(executor, groups);
  if (hours.length === 0) return [];
  const times = hours.map(({ hour }) => hour.getTime());
  const found = await executor.rows<EventRow>(
    statement('read-latest-events', LATEST, [
      ...keyColumns(hours),
      hours.map(({ hour }) => hour),
      new Date(Math.min(...times)),
      new Date(Math.max(...times) + HOUR_MS),
    ]),
  );
  const known = new Set(found.map(({ groupId }) => groupId));
  const missing = hours.filter(({ id }) => !known.has(id));
  return missing.length === 0 ? found : [...found, ...(await searchLatestEvents(executor, missing))];
}

/** Of an event `e`, all but its issue. */
export const EVENT_COLUMNS = `replace(e.event_id::text, '-', '') as id, e.title, e.message, e.timestamp,
    e.received_at as "receivedAt", e.platform, e.environment, e.release, e.tags, e.payload`;
const COLUMNS = `wanted.group_id as "groupId", ${EVENT_COLUMNS}`;

const LATEST = `
  select ${COLUMNS}
  from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) as wanted (organization_id, group_id, hour)
  cross join lateral (
    select * from events
    where events.organization_id = wanted.organization_id and events.group_id = wanted.group_id
      and events.received_at >= $4 and events.received_at < $5
      and events.received_at >= wanted.hour and events.received_at < wanted.hour + interval '1 hour'
    order by events.received_at desc, events.event_id desc
    limit 1
  ) e`;

function readLastHours(executor: Executor, groups: readonly TenantKey[]): Promise<LastHour[]> {
  return executor.rows<LastHour>(
    statement(
      'read-last-hours',
      `select wanted.organization_id as "organizationId", wanted.group_id as id, last.hour
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
       cross join lateral (
         select h.hour from group_hourly_counts h
         where h.organization_id = wanted.organization_id and h.group_id = wanted.group_id
         order by h.hour desc
         limit 1
       ) last`,
      keyColumns(groups),
    ),
  );
}

/** Hour by hour, where the last one is without an event: its count was imported, or the event is gone. */
function searchLatestEvents(executor: Executor, groups: readonly TenantKey[]): Promise<EventRow[]> {
  return executor.rows<EventRow>(
    statement(
      'search-latest-events',
      `select ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
       cross join lateral (
         select latest.* from group_hourly_counts h
         cross join lateral (
           select * from events
           where events.organization_id = h.organization_id and events.group_id = h.group_id
             and events.received_at >= h.hour and events.received_at < h.hour + interval '1 hour'
           order by events.received_at desc, events.event_id desc
           limit 1
         ) latest
         where h.organization_id = wanted.organization_id and h.group_id = wanted.group_id
         order by h.hour desc
         limit 1
       ) e`,
      keyColumns(groups),
    ),
  );
}
