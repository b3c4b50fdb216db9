import type { BulkOperationState, OperationKey, OutcomeCounts } from '../../../domain/bulk-operation';
import { statement, type Executor, type Statement } from '../../statement';
import type { FrozenIssue } from './freeze-set';
import { shareOperation } from './hold-operation';

/** Some issues of an operation that one transaction changes. */
export interface Slice {
  readonly page: number;
  readonly issues: readonly FrozenIssue[];
}

/** The operation's state, which stays as it is until the transaction ends: who cancels it waits so long. */
export async function holdOperation(
  tx: Executor,
  { organizationId, operationId }: OperationKey,
): Promise<BulkOperationState | null> {
  await tx.rows(shareOperation({ organizationId, operationId }));
  // Read by a statement of its own: the one before may have waited for the end of the operation.
  const [row] = await tx.rows<{ state: BulkOperationState }>(
    statement('read-operation-state', `select state from bulk_operations where organization_id = $1 and id = $2`, [
      organizationId,
      operationId,
    ]),
  );
  return row?.state ?? null;
}

interface SliceRow {
  readonly page: number;
  readonly firstOrdinal: number;
  readonly groupIds: string;
  readonly ordinals: string | null;
}

/** Takes the next issues of the first page on which nobody else is at work; null: there is none. */
export async function claimSlice(
  tx: Executor,
  { organizationId, operationId }: OperationKey,
  issues: number,
): Promise<Slice | null> {
  const [row] = await tx.rows<SliceRow>(
    statement(
      'claim-slice',
      `with claimed as (
         select * from bulk_operation_pages
         where organization_id = $1 and operation_id = $2 and done < size
         order by page limit 1
         for no key update skip locked
       )
       select page, first_ordinal + done as "firstOrdinal",
         array_to_string(group_ids[done + 1 : done + $3], ',') as "groupIds",
         array_to_string(ordinals[done + 1 : done + $3], ',') as ordinals
       from claimed`,
      [organizationId, operationId, issues],
    ),
  );
  if (row === undefined) return null;
  const ordinals = row.ordinals?.split(',').map(Number) ?? null;
  const ids = row.groupIds.split(',');
  return {
    page: row.page,
    issues: ids.map((id, index) => ({ id, ordinal: ordinals?.[index] ?? row.firstOrdinal + index })),
  };
}

/** Notes what became of a slice, and tells who listens. */
export function recordSlice(
  { organizationId, operationId }: OperationKey,
  { page, issues }: Slice,
  { counts, now }: { readonly counts: OutcomeCounts; readonly now: Date },
): Statement {
  return statement(
    'record-slice',
    `with recorded as (
       update bulk_operation_pages
       set done = done + $4, changed = changed + $5, unchanged = unchanged + $6, not_found = not_found + $7,
         conflict = conflict + $8, invalid = invalid + $9, skipped = skipped + $10, updated_at = $11
       where organization_id = $1 and operation_id = $2 and page = $3
       returning organization_id, operation_id
     )
     select pg_notify('muster_operations', organization_id || ':' || operation_id) from recorded`,
    [
      organizationId,
      operationId,
      page,
      issues.length,
      counts.changed,
      counts.unchanged,
      counts.notFound,
      counts.conflict,
      counts.invalid,
      counts.skipped,
      now,
    ],
  );
}

/** Whether issues are left that have no outcome. */
export async function hasWorkLeft(tx: Executor, { organizationId, operationId }: OperationKey): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      'find-unfinished-page',
      `select page from bulk_operation_pages
       where organization_id = $1 and operation_id = $2 and done < size limit 1`,
      [organizationId, operationId],
    ),
  );
  return rows.length > 0;
}
