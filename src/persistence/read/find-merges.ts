import type { GroupStatus } from '../../domain/group';
import { statement, type Executor } from '../statement';

/** An operation that merged issues. */
export interface MergingOperation {
  readonly organizationId: string;
  readonly operationId: string;
}

/** Some issues on their way into one. */
export interface MergeBatch {
  readonly organizationId: string;
  readonly targetId: string;
  readonly childIds: readonly string[];
}

/** How much of an operation is looked at, and when. */
export interface MergeLimits {
  readonly now: Date;
  readonly issues: number;
}

/**
 * Holds the right to carry out the operation's merges until the transaction ends; false: another worker has it.
 * Workers that shared one operation would only wait for each other.
 */
export async function tryToHoldMerges(
  tx: Executor,
  { organizationId, operationId }: MergingOperation,
): Promise<boolean> {
  const [row] = await tx.rows<{ held: boolean }>(
    statement(
      'try-to-hold-merges',
      `select pg_try_advisory_xact_lock(hashtextextended('merge-groups:' || $1::text || ':' || $2::text, 0)) as held`,
      [organizationId, operationId],
    ),
  );
  return row?.held ?? false;
}

/** The next issues of the operation that are due, all on their way into the same one. */
export async function findDueMerges(
  tx: Executor,
  { organizationId, operationId }: MergingOperation,
  { now, issues }: MergeLimits,
): Promise<MergeBatch | null> {
  const rows = await tx.rows<{ childId: string; targetId: string }>(
    statement(
      'find-due-merges',
      `select previous_group_id as "childId", group_id as "targetId"
       from group_redirects
       where organization_id = $1 and operation_id = $2 and merged_at is null and due_at <= $3
       order by group_id, previous_group_id limit $4`,
      [organizationId, operationId, now, issues],
    ),
  );
  return batchOf(organizationId, rows);
}

/** When the next issues of the operation are due; null: none is left. */
export async function findNextDueMerge(
  tx: Executor,
  { organizationId, operationId }: MergingOperation,
): Promise<Date | null> {
  const [row] = await tx.rows<{ dueAt: Date | null }>(
    statement(
      'find-next-due-merge',
      `select min(due_at) as "dueAt" from group_redirects
       where organization_id = $1 and operation_id = $2 and merged_at is null`,
      [organizationId, operationId],
    ),
  );
  return row?.dueAt ?? null;
}

/**
 * Merged issues of the operation under whose ids an event was counted that was on its way when they were merged; not
 * those whose parent is gone or being deleted.
 */
export async function findLateCounts(
  tx: Executor,
  { organizationId, operationId }: MergingOperation,
): Promise<MergeBatch | null> {
  const rows = await tx.rows<{ childId: string; targetId: string }>(
    statement(
      'find-late-counts',
      `select r.previous_group_id as "childId", r.group_id as "targetId"
       from group_redirects r
       join group_counters c on c.organization_id = r.organization_id and c.group_id = r.previous_group_id
       join groups g on g.organization_id = r.organization_id and g.id = r.group_id
         and g.status <> 'DELETION_IN_PROGRESS'
       where r.organization_id = $1 and r.operation_id = $2 and r.merged_at is not null
       order by r.group_id, r.previous_group_id`,
      [organizationId, operationId],
    ),
  );
  return batchOf(organizationId, rows);
}

/** Operations whose merges should have been carried out by a moment. */
export function findOverdueMerges(reader: Executor, due: Date): Promise<MergingOperation[]> {
  return reader.rows<MergingOperation>(
    statement(
      'find-overdue-merges',
      `select distinct organization_id as "organizationId", operation_id as "operationId"
       from group_redirects where merged_at is null and due_at <= $1 order by 1, 2`,
      [due],
    ),
  );
}

/** Locks the issues of the batch in id order, as every mutation does; answers their statuses by id. */
export async function lockMergingGroups(tx: Executor, batch: MergeBatch): Promise<ReadonlyMap<string, GroupStatus>> {
  const rows = await tx.rows<{ id: string; status: GroupStatus }>(
    statement(
      'lock-merging-groups',
      `select id, status from groups where organization_id = $1 and id = any($2::bigint[])
       order by id for no key update`,
      [batch.organizationId, [...batch.childIds, batch.targetId]],
    ),
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}

function batchOf(
  organizationId: string,
  rows: readonly { readonly childId: string; readonly targetId: string }[],
): MergeBatch | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { targetId } = first;
  const childIds = rows.filter((row) => row.targetId === targetId).map(({ childId }) => childId);
  return { organizationId, targetId, childIds };
}
