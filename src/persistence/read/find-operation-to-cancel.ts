import type { BulkOperationState } from '../../domain/bulk-operation';
import { statement, type Executor } from '../statement';

/** An operation that somebody wants to stop. */
export interface OperationToCancel {
  readonly organizationId: string;
  readonly id: string;
  readonly state: BulkOperationState;
  readonly actorId: string | null;
  readonly tokenId: string | null;
}

/** null: it is in none of these organizations. */
export async function findOperationToCancel(
  executor: Executor,
  organizationIds: readonly string[],
  id: string,
): Promise<OperationToCancel | null> {
  const [row] = await executor.rows<OperationToCancel>(
    statement(
      'find-operation-to-cancel',
      `select organization_id as "organizationId", id, state, actor_id as "actorId", token_id as "tokenId"
       from bulk_operations where organization_id = any($1::bigint[]) and id = $2`,
      [organizationIds, id],
    ),
  );
  return row ?? null;
}
