import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Statement } from '../statement';

/** Notes at the operation which other one undid it; from then on it cannot be undone. */
export function markUndone({ organizationId, id }: TenantKey, undoId: string): Statement {
  return statement(
    'mark-undone',
    `update bulk_operations set undone_by_id = $3 where organization_id = $1 and id = $2`,
    [organizationId, id, undoId],
  );
}

/** Takes that back, where the undo has not come to its end: what it has left can be undone by another one. */
export function unmarkUndone({ organizationId, id }: TenantKey, undoId: string): Statement {
  return statement(
    'unmark-undone',
    `update bulk_operations set undone_by_id = null where organization_id = $1 and id = $2 and undone_by_id = $3`,
    [organizationId, id, undoId],
  );
}
