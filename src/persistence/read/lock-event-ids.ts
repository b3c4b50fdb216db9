import { statement, type Executor } from '../statement';

/** An event's id (32 hex digits) in its project. */
export interface EventKey {
  readonly organizationId: string;
  readonly projectId: string;
  readonly eventId: string;
}

/**
 * Holds these event ids until the transaction ends, so that of two transactions with the same event the second waits
 * and then finds what the first recorded. Locks, since a unique index on partitions would have to contain the day.
 * They are taken in one order, so that no two transactions wait for each other; ids whose hashes collide merely wait.
 */
export async function lockEventIds(tx: Executor, events: readonly EventKey[]): Promise<void> {
  await tx.rows(
    statement(
      'lock-event-ids',
      `select pg_advisory_xact_lock(project, event)
       from (
         select distinct hashint8(project_id) as project, uuid_hash(event_id) as event
         from unnest($1::bigint[], $2::uuid[]) as sent (project_id, event_id)
         order by project, event
       ) as ordered`,
      [events.map(({ projectId }) => projectId), events.map(({ eventId }) => eventId)],
    ),
  );
}

/** Which of these events were recorded since a moment, as `projectId:eventId`. */
export async function findRecordedEvents(
  tx: Executor,
  events: readonly EventKey[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>(
    statement(
      'find-recorded-events',
      `select sent.project_id || ':' || replace(sent.event_id::text, '-', '') as key
       from unnest($1::bigint[], $2::bigint[], $3::uuid[]) as sent (organization_id, project_id, event_id)
       cross join lateral (
         select from events event
         where event.organization_id = sent.organization_id and event.project_id = sent.project_id
           and event.event_id = sent.event_id and event.received_at >= $4
         limit 1
       ) as recorded`,
      [
        events.map(({ organizationId }) => organizationId),
        events.map(({ projectId }) => projectId),
        events.map(({ eventId }) => eventId),
        since,
      ],
    ),
  );
  return new Set(rows.map(({ key }) => key));
}
