import { statement, type Executor, type Statement } from './statement';

const DAY_MS = 86_400_000;

/** Holds the right to make partitions until the transaction ends: several servers may start at once. */
export async function lockEventPartitions(tx: Executor): Promise<void> {
  await tx.rows(statement('lock-event-partitions', `select pg_advisory_xact_lock(hashtext('event-partitions'))`));
}

/** The days (UTC, as `YYYY-MM-DD`) from `from` on that no partition of events covers yet, `count` days looked at. */
export async function findDaysWithoutPartition(tx: Executor, from: Date, count: number): Promise<readonly string[]> {
  const days = Array.from({ length: count }, (_, index) => utcDay(new Date(from.getTime() + index * DAY_MS)));
  const rows = await tx.rows<{ day: string }>(
    statement(
      'find-days-without-partition',
      `select day from unnest($1::text[]) with ordinality as wanted (day, position)
       where to_regclass('events_' || replace(day, '-', '')) is null order by position`,
      [days],
    ),
  );
  return rows.map(({ day }) => day);
}

/**
 * Makes a partition for each of these days (`YYYY-MM-DD`, UTC). Events of such a day that the default partition took
 * meanwhile move over.
 */
export async function createEventPartitions(tx: Executor, days: readonly string[]): Promise<void> {
  await tx.rows(statement('create-event-partitions', 'select create_event_partitions($1::date[])', [days]));
}

/** The days (`YYYY-MM-DD`, UTC), oldest first, that have a partition and lie wholly before a moment. */
export async function findEventDaysBefore(tx: Executor, moment: Date): Promise<readonly string[]> {
  const rows = await tx.rows<{ day: string }>(
    statement(
      'find-event-days-before',
      `select to_char(to_date(substr(child.relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') as day
       from pg_inherits i join pg_class child on child.oid = i.inhrelid
       where i.inhparent = 'events'::regclass and child.relname ~ '^events_[0-9]{8}$' and substr(child.relname, 8) < $1
       order by day`,
      [utcDay(moment).replaceAll('-', '')],
    ),
  );
  return rows.map(({ day }) => day);
}

/** Drops the partitions of these days with their events. Whoever records events waits for the end of the transaction. */
export async function dropEventPartitions(tx: Executor, days: readonly string[]): Promise<void> {
  await tx.rows(statement('drop-event-partitions', 'select drop_event_partitions($1::date[])', [days]));
}

/** Events that no day's partition took and that arrived before a moment. */
export function deleteOldDefaultEvents(before: Date, limit: number): Statement {
  return statement(
    'delete-old-default-events',
    `delete from events_default event
     using (
       select organization_id, group_id, received_at, event_id from events_default where received_at < $1 limit $2
     ) old
     where event.organization_id = old.organization_id and event.group_id = old.group_id
       and event.received_at = old.received_at and event.event_id = old.event_id`,
    [before, limit],
  );
}

function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
