import type { ActivityType } from '../../../src/domain/activity-type';
import { insertRows, type Queryable } from './insert-rows';

export interface FeedLine {
  readonly type: ActivityType;
  readonly ident?: string;
  readonly userId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly datetime?: Date;
  readonly operationId?: string;
}

interface GroupKey {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
}

/** Lines of the feeds of issues, oldest first; answers their ids. */
export async function buildFeed(
  database: Queryable,
  groups: readonly GroupKey[],
  lines: readonly FeedLine[],
): Promise<string[]> {
  const rows = groups.flatMap((group) =>
    lines.map(({ type, ident, userId, data, datetime = new Date(), operationId }) => ({
      organization_id: group.organizationId,
      group_id: group.id,
      project_id: group.projectId,
      type,
      ident: ident ?? null,
      user_id: userId ?? null,
      data: data ?? null,
      datetime,
      operation_id: operationId ?? null,
    })),
  );
  // The order of jsonb_populate_recordset and with it that of the ids is the order of the rows.
  const inserted = await database.query<{ id: string }>(
    `insert into activities (organization_id, group_id, project_id, type, ident, user_id, data, datetime, operation_id)
     select organization_id, group_id, project_id, type, ident, user_id, nullif(data, 'null'), datetime, operation_id
     from jsonb_populate_recordset(null::activities, $1::jsonb)
     returning id`,
    [JSON.stringify(rows)],
  );
  return inserted.map(({ id }) => id);
}

/** One stored event of each issue. */
export async function buildEvents(
  database: Queryable,
  groups: readonly GroupKey[],
  given: { readonly receivedAt?: Date; readonly title?: string } = {},
): Promise<void> {
  const receivedAt = given.receivedAt ?? new Date();
  await insertRows(
    database,
    'events',
    groups.map((group) => ({
      organization_id: group.organizationId,
      project_id: group.projectId,
      group_id: group.id,
      event_id: crypto.randomUUID(),
      received_at: receivedAt,
      timestamp: receivedAt,
      title: given.title ?? 'Error: no',
      level: 'ERROR',
      platform: 'node',
      environment: 'production',
      release: '1.0.0',
      tags: { browser: 'Firefox' },
      payload: { message: 'no', extra: { deep: [1] } },
    })),
  );
}
