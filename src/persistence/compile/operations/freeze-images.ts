import type { OperationKey } from '../../../domain/bulk-operation';
import { statement, type Executor } from '../../statement';
import { ISSUES_A_PAGE, type FreezeLimits } from './freeze-set';

/** What an undo is to take back. */
export interface ImagesToFreeze extends OperationKey {
  /** The operation that is undone. */
  readonly undoesId: string;
  /** The projects that the caller may see. */
  readonly projectIds: readonly string[];
}

/**
 * Writes the pages of what an operation has changed, in the order and with the ordinals of its outcomes, by which their
 * images are found; answers how many issues that are: at most `limit` and one more.
 */
export async function freezeImages(
  tx: Executor,
  { organizationId, operationId, undoesId, projectIds }: ImagesToFreeze,
  { limit, now }: FreezeLimits,
): Promise<number> {
  const [row] = await tx.rows<{ size: number }>(
    statement(
      'freeze-images',
      `with changed as (
         select group_id, ordinal, row_number() over (order by ordinal) as position
         from bulk_operation_outcomes
         where organization_id = $1 and operation_id = $3 and status = 'CHANGED' and before is not null
           and project_id = any($4::bigint[])
         order by ordinal limit $5
       ), inserted as (
         insert into bulk_operation_pages
           (organization_id, operation_id, page, group_ids, ordinals, first_ordinal, last_ordinal, size, updated_at)
         select $1, $2, (position - 1) / ${ISSUES_A_PAGE}, array_agg(group_id order by ordinal),
           case when max(ordinal) - min(ordinal) + 1 > count(*) then array_agg(ordinal order by ordinal) end,
           min(ordinal), max(ordinal), count(*), $6
         from changed group by (position - 1) / ${ISSUES_A_PAGE}
         returning size
       )
       select coalesce(sum(size), 0)::integer as size from inserted`,
      [organizationId, operationId, undoesId, projectIds, limit + 1, now],
    ),
  );
  return row?.size ?? 0;
}
