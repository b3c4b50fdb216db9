import { statement, type Executor, type Statement } from '../../statement';

/** Operations of one organization. */
export interface OldOperations {
  readonly organizationId: string;
  readonly operationIds: readonly string[];
}

/** Which operations are old: they began before a moment, and cannot be undone any more at another. */
export interface OperationAge {
  readonly before: Date;
  readonly now: Date;
  readonly limit: number;
}

/**
 * Locks old operations that still have their outcomes, some of one organization; null: there are none. One that somebody
 * is about to undo, or that a job is taking back, is passed over.
 */
export async function lockOldOperations(
  tx: Executor,
  { before, now, limit }: OperationAge,
): Promise<OldOperations | null> {
  const rows = await tx.rows<{ organizationId: string; id: string }>(
    statement(
      'lock-old-operations',
      `select organization_id as "organizationId", id from bulk_operations o
       where outcomes_deleted_at is null and created_at < $1 and state not in ('PENDING', 'RUNNING')
         and (undoable_until is null or undoable_until <= $2)
         and not exists (select from bulk_operations undo where undo.organization_id = o.organization_id
           and undo.id = o.undone_by_id and undo.state in ('PENDING', 'RUNNING'))
       order by organization_id, created_at, id limit $3
       for no key update skip locked`,
      [before, now, limit],
    ),
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { organizationId } = first;
  const operationIds = rows.filter((row) => row.organizationId === organizationId).map(({ id }) => id);
  return { organizationId, operationIds };
}

/** Deletes a page of the outcomes of operations. */
export function deleteOutcomes({ organizationId, operationIds }: OldOperations, limit: number): Statement {
  return statement(
    'delete-outcomes',
    `delete from bulk_operation_outcomes o
     using (
       select organization_id, operation_id, ordinal from bulk_operation_outcomes
       where organization_id = $1 and operation_id = any($2::bigint[])
       order by organization_id, operation_id, ordinal limit $3
     ) old
     where o.organization_id = old.organization_id and o.operation_id = old.operation_id and o.ordinal = old.ordinal`,
    [organizationId, operationIds, limit],
  );
}

/** Deletes a page of what operations kept of other people's rows. */
export function deleteRemovedRows({ organizationId, operationIds }: OldOperations, limit: number): Statement {
  return statement(
    'delete-removed-rows',
    `delete from bulk_operation_removed_rows r
     using (
       select organization_id, operation_id, group_id, id from bulk_operation_removed_rows
       where organization_id = $1 and operation_id = any($2::bigint[])
       order by organization_id, operation_id, group_id, id limit $3
     ) old
     where r.organization_id = old.organization_id and r.operation_id = old.operation_id
       and r.group_id = old.group_id and r.id = old.id`,
    [organizationId, operationIds, limit],
  );
}

/** Notes that nothing is left of the operations but their records. */
export function markOutcomesDeleted({ organizationId, operationIds }: OldOperations, now: Date): Statement {
  return statement(
    'mark-outcomes-deleted',
    `update bulk_operations set outcomes_deleted_at = $3 where organization_id = $1 and id = any($2::bigint[])`,
    [organizationId, operationIds, now],
  );
}
