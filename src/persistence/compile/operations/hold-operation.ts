import type { OperationKey } from '../../../domain/bulk-operation';
import { statement, type Statement } from '../../statement';

const KEY = `hashtextextended('operation:' || $1::text || ':' || $2::text, 0)`;

/**
 * Keeps the operation from being ended until the transaction is over; any number of transactions may. Not a share lock of
 * its row: PostgreSQL lets others join in such a lock past whoever waits to write, so workers whose transactions overlap
 * kept a cancellation waiting for as long as they had work. Here those who come later queue behind it.
 */
export function shareOperation({ organizationId, operationId }: OperationKey): Statement {
  return statement('share-operation', `select pg_advisory_xact_lock_shared(${KEY})`, [organizationId, operationId]);
}

/** Waits until nobody shares the operation any more, and keeps everybody from it until the transaction is over. */
export function ownOperation({ organizationId, operationId }: OperationKey): Statement {
  return statement('own-operation', `select pg_advisory_xact_lock(${KEY})`, [organizationId, operationId]);
}
