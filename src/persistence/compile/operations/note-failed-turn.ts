import type { OperationKey } from '../../../domain/bulk-operation';
import { statement, type Executor } from '../../statement';

/** Turns of an operation that failed in the same place. */
export interface FailedTurns {
  readonly count: number;
  /** When the first of them failed. */
  readonly since: Date;
}

/**
 * Notes that a turn of an operation has failed; answers how many did since `progress` issues ago, this one included; null:
 * the operation has ended.
 */
export async function noteFailedTurn(
  tx: Executor,
  { organizationId, operationId }: OperationKey,
  { progress, now }: { readonly progress: number; readonly now: Date },
): Promise<FailedTurns | null> {
  const [row] = await tx.rows<FailedTurns>(
    statement(
      'note-failed-turn',
      `with place as (
         select coalesce(sum(done), 0)::integer as done from bulk_operation_pages
         where organization_id = $1 and operation_id = $2
       )
       update bulk_operations o
       set request = jsonb_set(o.request, '{failures}', case
         when place.done < (o.request #>> '{failures,done}')::integer + $3
         then jsonb_set(o.request -> 'failures', '{count}', to_jsonb((o.request #>> '{failures,count}')::integer + 1))
         else jsonb_build_object('done', place.done, 'count', 1, 'since', $4::timestamptz) end)
       from place
       where o.organization_id = $1 and o.id = $2 and o.state = 'RUNNING'
       returning (o.request #>> '{failures,count}')::integer as count,
         (o.request #>> '{failures,since}')::timestamptz as since`,
      [organizationId, operationId, progress, now],
    ),
  );
  return row ?? null;
}
