import { statement, type Executor } from '../statement';

/** The id of an operation that is about to begin. */
export async function drawOperationId(tx: Executor): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(
    statement('draw-operation-id', `select nextval('bulk_operations_id_seq') as id`),
  );
  return row?.id ?? '';
}

/** Ids for the tombstones of issues, in one row whatever their number. */
export async function drawTombstoneIds(tx: Executor, count: number): Promise<readonly string[]> {
  if (count === 0) return [];
  const [row] = await tx.rows<{ ids: string }>(
    statement(
      'draw-tombstone-ids',
      `select string_agg(nextval('group_tombstones_id_seq')::text, ',') as ids
       from generate_series(1, $1)`,
      [count],
    ),
  );
  return row?.ids.split(',') ?? [];
}

/** Ids for activities to which other rows will point, in one row whatever their number. */
export async function drawActivityIds(tx: Executor, count: number): Promise<readonly string[]> {
  if (count === 0) return [];
  const [row] = await tx.rows<{ ids: string }>(
    statement(
      'draw-activity-ids',
      `select string_agg(nextval('activities_id_seq')::text, ',') as ids
       from generate_series(1, $1)`,
      [count],
    ),
  );
  return row?.ids.split(',') ?? [];
}
