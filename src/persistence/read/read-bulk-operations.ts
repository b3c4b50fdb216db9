import type { BulkOperationKind, BulkOperationState, OutcomeCounts } from '../../domain/bulk-operation';
import type { PageRequest } from '../../domain/page';
import type { Problem } from '../../domain/problem';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns } from './key-columns';

/** The record of a bulk operation, without what was asked for and without its outcomes: both may be of 10,000 issues. */
export interface BulkOperationRow extends OutcomeCounts {
  readonly organizationId: string;
  readonly id: string;
  readonly kind: BulkOperationKind;
  readonly state: BulkOperationState;
  readonly dryRun: boolean;
  readonly actorId: string | null;
  readonly applied: Record<string, unknown> | null;
  readonly error: Problem | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  /** When its issues were known; null: not yet, or it has run within a call. */
  readonly frozenAt: Date | null;
  readonly finishedAt: Date | null;
  /** null where it cannot be undone, also because it has been. */
  readonly undoableUntil: Date | null;
  /** The operation that this one undid; null: none. */
  readonly undoesId: string | null;
  /** The operation that undid this one; null: none. */
  readonly undoneById: string | null;
}

/** What a bulk operation was asked to do, and to which issues. */
export interface BulkOperationRequestRow {
  readonly id: string;
  readonly input: Record<string, unknown> | null;
  readonly selection: Record<string, unknown>;
}

/** The counts of an operation `o`, with those of its pages `p`. */
export const COUNTS = `o.changed + p.changed as changed, o.unchanged + p.unchanged as unchanged,
  o.not_found + p.not_found as "notFound", o.conflict + p.conflict as conflict, o.invalid + p.invalid as invalid,
  o.skipped + p.skipped as skipped, o.pending + p.pending as pending`;

/** What a job does is counted in the pages of the operation's set, until it is completed. */
export const COUNTS_OF_PAGES = `cross join lateral (
         select coalesce(sum(changed), 0)::integer as changed, coalesce(sum(unchanged), 0)::integer as unchanged,
           coalesce(sum(not_found), 0)::integer as not_found, coalesce(sum(conflict), 0)::integer as conflict,
           coalesce(sum(invalid), 0)::integer as invalid, coalesce(sum(skipped), 0)::integer as skipped,
           coalesce(sum(size - done), 0)::integer as pending
         from bulk_operation_pages
         where organization_id = o.organization_id and operation_id = o.id
       ) p`;

const COLUMNS = `o.organization_id as "organizationId", o.id, o.kind, o.state, o.dry_run as "dryRun",
  o.actor_id as "actorId", o.applied, ${COUNTS}, o.error, o.created_at as "createdAt", o.started_at as "startedAt",
  o.frozen_at as "frozenAt", o.finished_at as "finishedAt", o.undoes_id as "undoesId", o.undone_by_id as "undoneById",
  case when o.undone_by_id is null then o.undoable_until end as "undoableUntil"`;

export function readBulkOperations(executor: Executor, keys: readonly TenantKey[]): Promise<BulkOperationRow[]> {
  return executor.rows<BulkOperationRow>(
    statement(
      'read-bulk-operations',
      `select ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join bulk_operations o on o.organization_id = wanted.organization_id and o.id = wanted.id
       ${COUNTS_OF_PAGES}`,
      keyColumns(keys),
    ),
  );
}

/** Read apart from the records, which a list of operations shows without them. */
export function readBulkOperationRequests(
  executor: Executor,
  keys: readonly TenantKey[],
): Promise<BulkOperationRequestRow[]> {
  return executor.rows<BulkOperationRequestRow>(
    statement(
      'read-bulk-operation-requests',
      `select o.id, o.input, o.selection
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join bulk_operations o on o.organization_id = wanted.organization_id and o.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}

/** How large that is, in bytes. */
export interface BulkOperationRequestSizeRow {
  readonly id: string;
  readonly input: number;
  readonly selection: number;
}

/** What was asked for is measured as it is unpacked: a list of ids takes a sixth of its size in the table. */
export function readBulkOperationRequestSizes(
  executor: Executor,
  keys: readonly TenantKey[],
): Promise<BulkOperationRequestSizeRow[]> {
  return executor.rows<BulkOperationRequestSizeRow>(
    statement(
      'read-bulk-operation-request-sizes',
      `select o.id, coalesce(pg_column_size(o.input || '{}'), 0) as input, pg_column_size(o.selection || '{}') as selection
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join bulk_operations o on o.organization_id = wanted.organization_id and o.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}

/** A page of an organization's operations with one row more, newest first. */
export function readBulkOperationPage(
  executor: Executor,
  organizationId: string,
  { first, after }: PageRequest,
): Promise<BulkOperationRow[]> {
  return executor.rows<BulkOperationRow>(
    statement(
      'read-bulk-operation-page',
      `select ${COLUMNS}
       from bulk_operations o
       ${COUNTS_OF_PAGES}
       where o.organization_id = $1 and ($2::bigint is null or o.id < $2)
       order by o.id desc
       limit $3`,
      [organizationId, after, first + 1],
    ),
  );
}

export async function countBulkOperations(executor: Executor, organizationId: string): Promise<number> {
  const [row] = await executor.rows<{ count: number }>(
    statement(
      'count-bulk-operations',
      `select count(*)::integer as count from bulk_operations where organization_id = $1`,
      [organizationId],
    ),
  );
  return row?.count ?? 0;
}
