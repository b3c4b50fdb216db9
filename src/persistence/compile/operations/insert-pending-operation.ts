import type { BulkOperationKind } from '../../../domain/bulk-operation';
import { storableJson } from '../../../domain/storable-text';
import type { UndoneOperation } from '../../../domain/undo/undone-operation';
import { statement, type Statement } from '../../statement';

/** An operation that a job will carry out. */
export interface PendingOperation {
  readonly organizationId: string;
  readonly id: string;
  readonly kind: BulkOperationKind;
  readonly dryRun: boolean;
  readonly actorId: string | null;
  readonly tokenId: string;
  /** As the caller gave them. */
  readonly input: unknown;
  readonly selection: unknown;
  readonly applied: unknown;
  /** What the job needs to know. */
  readonly request: unknown;
  readonly createdAt: Date;
  /** What it undoes; absent: nothing. */
  readonly undoes?: UndoneOperation;
}

/** The record of an operation of which nothing is done yet. */
export function insertPendingOperation(operation: PendingOperation): Statement {
  const { input, applied, undoes } = operation;
  return statement(
    'insert-pending-operation',
    `insert into bulk_operations (organization_id, id, kind, state, dry_run, actor_id, token_id, input, selection, applied,
       request, created_at, undoes_id, origin_id, undo_depth)
     values ($1, $2, $3, 'PENDING', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      operation.organizationId,
      operation.id,
      operation.kind,
      operation.dryRun,
      operation.actorId,
      operation.tokenId,
      input === null ? null : storableJson(input),
      storableJson(operation.selection),
      applied === null ? null : JSON.stringify(applied),
      storableJson(operation.request),
      operation.createdAt,
      undoes?.id ?? null,
      undoes?.origin.id ?? null,
      undoes === undefined ? 0 : undoes.undoDepth + 1,
    ],
  );
}
