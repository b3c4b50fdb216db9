import type { OperationKey } from '../../domain/bulk-operation';
import { noteFailedTurn } from '../../persistence/compile/operations/note-failed-turn';
import { endOperation } from './end-operation';
import { GIVEN_UP } from './given-up';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';

/** How often turns may fail at the same issues, and for how long: what passes by itself has passed by then. */
const MOST_FAILURES = 5;
const LONGEST_MS = 60_000;
/** Issues beyond which they are not the same ones any more. */
const PROGRESS = 1_000;

/**
 * Notes that a turn failed by a surprise: a statement that took too long, or a mistake of ours. The next one takes fewer
 * issues at once; where that does not help, the operation fails, instead of failing for half an hour in the same place.
 * What the database cannot be told, because it is down, is not counted.
 */
export async function noteFailure(
  { unitOfWork, clock, settings }: RunBulkOperationDependencies,
  { organizationId, operationId }: OperationKey,
): Promise<void> {
  const key = { organizationId, operationId };
  const now = clock();
  const failed = await unitOfWork.transaction((tx) => noteFailedTurn(tx, key, { progress: PROGRESS, now }));
  if (failed === null || failed.count < MOST_FAILURES || now.getTime() - failed.since.getTime() < LONGEST_MS) return;
  await unitOfWork.transaction((tx) => endOperation(tx, { ...key, state: 'FAILED', error: GIVEN_UP, now, settings }));
}
