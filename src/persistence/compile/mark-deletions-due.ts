import type { OperationKey } from '../../domain/bulk-operation';
import { statement, type Statement } from '../statement';

/** Issues whose jobs are queued are due, so that the sweep finds those that they leave behind. */
export function markDeletionsDue(
  { organizationId, operationId }: OperationKey,
  groupIds: readonly string[],
  now: Date,
): Statement {
  return statement(
    'mark-deletions-due',
    `update group_deletions set due_at = $4
     where organization_id = $1 and operation_id = $2 and group_id = any($3::bigint[]) and due_at > $4`,
    [organizationId, operationId, groupIds, now],
  );
}
