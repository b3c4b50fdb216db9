import { statement, type Statement } from '../../statement';

/** Operations of one organization. */
export interface OperationsToFold {
  readonly organizationId: string;
  readonly operationIds: readonly string[];
}

/** Adds what was counted in the pages of operations to their records, and deletes the pages. */
export function foldOperationPages({ organizationId, operationIds }: OperationsToFold): Statement {
  return statement(
    'fold-operation-pages',
    `with gone as (
       delete from bulk_operation_pages where organization_id = $1 and operation_id = any($2::bigint[]) returning *
     ), counted as (
       select operation_id, sum(changed) as changed, sum(unchanged) as unchanged, sum(not_found) as not_found,
         sum(conflict) as conflict, sum(invalid) as invalid, sum(skipped) as skipped, sum(size - done) as pending
       from gone group by operation_id
     )
     update bulk_operations o
     set changed = o.changed + c.changed, unchanged = o.unchanged + c.unchanged, not_found = o.not_found + c.not_found,
       conflict = o.conflict + c.conflict, invalid = o.invalid + c.invalid, skipped = o.skipped + c.skipped,
       pending = o.pending + c.pending
     from counted c
     where o.organization_id = $1 and o.id = c.operation_id`,
    [organizationId, operationIds],
  );
}
