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

/** The event that arrived last, of each of the issues. */
export function readLatestEvents(executor: Executor, groups: readonly TenantKey[]): Promise<EventRow[]> {
  return executor.rows<EventRow>(
    statement(
      'read-latest-events',
      `select wanted.group_id as "groupId", replace(e.event_id::text, '-', '') as id, e.title, e.message, e.timestamp,
         e.received_at as "receivedAt", e.platform, e.environment, e.release, e.tags, e.payload
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
       cross join lateral (
         select * from events
         where events.organization_id = wanted.organization_id and events.group_id = wanted.group_id
         order by events.received_at desc, events.event_id desc
         limit 1
       ) e`,
      keyColumns(groups),
    ),
  );
}
