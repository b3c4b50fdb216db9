import type { GroupLevel } from '../../../domain/group';
import { statement, type Executor } from '../../statement';

/** An event to be kept. */
export interface EventRow {
  readonly organizationId: string;
  readonly projectId: string;
  readonly groupId: string;
  readonly eventId: string;
  readonly receivedAt: Date;
  readonly timestamp: Date;
  readonly title: string;
  readonly message: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  readonly userKey: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** The JSON text as it was sent. */
  readonly payload: string;
}

/** Inserts events. */
export async function insertEvents(tx: Executor, events: readonly EventRow[]): Promise<void> {
  await tx.rows(
    statement(
      'insert-events',
      `insert into events (organization_id, project_id, group_id, event_id, received_at, timestamp, title, message,
         level, platform, environment, release, user_key, tags, payload)
       select organization_id, project_id, group_id, event_id, received_at, timestamp, title, message,
         level, platform, environment, release, user_key, tags, payload
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::timestamptz[], $6::timestamptz[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[],
         $15::json[])
         as new (organization_id, project_id, group_id, event_id, received_at, timestamp, title, message, level, platform,
           environment, release, user_key, tags, payload)`,
      [
        events.map(({ organizationId }) => organizationId),
        events.map(({ projectId }) => projectId),
        events.map(({ groupId }) => groupId),
        events.map(({ eventId }) => eventId),
        events.map(({ receivedAt }) => receivedAt),
        events.map(({ timestamp }) => timestamp),
        events.map(({ title }) => title),
        events.map(({ message }) => message),
        events.map(({ level }) => level),
        events.map(({ platform }) => platform),
        events.map(({ environment }) => environment),
        events.map(({ release }) => release),
        events.map(({ userKey }) => userKey),
        events.map(({ tags }) => JSON.stringify(tags)),
        events.map(({ payload }) => payload),
      ],
    ),
  );
}
