import type { BulkOperationKind, BulkOperationState, OperationKey } from '../../domain/bulk-operation';
import { statement, type Executor } from '../statement';

/** An operation as its job sees it. */
export interface OperationToRun extends OperationKey {
  readonly kind: BulkOperationKind;
  readonly state: BulkOperationState;
  readonly tokenId: string | null;
  readonly isFrozen: boolean;
  /** What was kept for the job, without the ids; null: the operation has ended. */
  readonly request: Readonly<Record<string, unknown>> | null;
  readonly undoesId: string | null;
}

/** null: there is no such operation. */
export async function readOperationToRun(
  executor: Executor,
  { organizationId, operationId }: OperationKey,
): Promise<OperationToRun | null> {
  const [row] = await executor.rows<OperationToRun>(
    statement(
      'read-operation-to-run',
      `select organization_id as "organizationId", id as "operationId", kind, state, token_id as "tokenId",
         frozen_at is not null as "isFrozen", request - 'ids' as request, undoes_id as "undoesId"
       from bulk_operations where organization_id = $1 and id = $2`,
      [organizationId, operationId],
    ),
  );
  return row ?? null;
}

/** The ids that the operation was asked to change, each once and in order; only until its set is frozen. */
export async function readRequestedIds(
  executor: Executor,
  { organizationId, operationId }: OperationKey,
): Promise<readonly string[]> {
  const [row] = await executor.rows<{ ids: readonly string[] | null }>(
    statement(
      'read-requested-ids',
      `select request -> 'ids' as ids from bulk_operations where organization_id = $1 and id = $2`,
      [organizationId, operationId],
    ),
  );
  return row?.ids ?? [];
}

/** Holds the right to freeze the operation's set until the transaction ends; false: another worker has it. */
export async function tryToHoldFreeze(tx: Executor, { organizationId, operationId }: OperationKey): Promise<boolean> {
  const [row] = await tx.rows<{ held: boolean }>(
    statement(
      'try-to-hold-freeze',
      `select pg_try_advisory_xact_lock(hashtextextended('freeze:' || $1::text || ':' || $2::text, 0)) as held`,
      [organizationId, operationId],
    ),
  );
  return row?.held ?? false;
}
