import type { BulkOperationKind } from '../../domain/bulk-operation';
import type { TenantKey } from '../../domain/tenant-key';
import type { Origin, UndoneOperation } from '../../domain/undo/undone-operation';
import { statement, type Executor } from '../statement';

interface Row extends Omit<UndoneOperation, 'origin'> {
  readonly originId: string;
  readonly kind: BulkOperationKind;
  readonly actorId: string | null;
  readonly input: Origin['input'];
  readonly applied: Origin['applied'];
}

const OPERATION = `select o.organization_id as "organizationId", o.id, o.state, o.undoable_until as "undoableUntil",
         o.undone_by_id as "undoneById", o.undoes_id as "undoesId", o.undo_depth as "undoDepth",
         coalesce(origin.id, o.id) as "originId", coalesce(origin.kind, o.kind) as kind,
         case when origin.id is null then o.actor_id else origin.actor_id end as "actorId",
         case when origin.id is null then o.input else origin.input end as input,
         case when origin.id is null then o.applied else origin.applied end as applied
       from bulk_operations o
       left join bulk_operations origin on origin.organization_id = o.organization_id and origin.id = o.origin_id`;

/**
 * Locks the operation, so that of two undos at once the second one finds what the first one did, and answers it with
 * the change that it goes back to. null: it is in none of these organizations.
 */
export async function lockOperationToUndo(
  tx: Executor,
  organizationIds: readonly string[],
  id: string,
): Promise<UndoneOperation | null> {
  const rows = await tx.rows<Row>(
    statement(
      'lock-operation-to-undo',
      `${OPERATION}
       where o.organization_id = any($1::bigint[]) and o.id = $2
       for no key update of o`,
      [organizationIds, id],
    ),
  );
  return operationOf(rows);
}

/** The operation that an undo takes back which is under way. */
export async function readOperationToUndo(executor: Executor, key: TenantKey): Promise<UndoneOperation | null> {
  const rows = await executor.rows<Row>(
    statement(
      'read-operation-to-undo',
      `${OPERATION}
       where o.organization_id = $1 and o.id = $2`,
      [key.organizationId, key.id],
    ),
  );
  return operationOf(rows);
}

function operationOf([row]: readonly Row[]): UndoneOperation | null {
  if (row === undefined) return null;
  const { originId, kind, actorId, input, applied, ...operation } = row;
  return { ...operation, origin: { id: originId, kind, actorId, input, applied } };
}
