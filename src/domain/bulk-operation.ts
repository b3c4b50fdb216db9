/** What kind of change a bulk operation makes. */
export const BULK_OPERATION_KINDS = ['MUTATE', 'DELETE', 'UNDO'] as const;
export type BulkOperationKind = (typeof BULK_OPERATION_KINDS)[number];

/** How far a bulk operation has come. */
export const BULK_OPERATION_STATES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED'] as const;
export type BulkOperationState = (typeof BULK_OPERATION_STATES)[number];

/** What became of one issue of a bulk operation. */
export const OUTCOME_STATUSES = ['CHANGED', 'UNCHANGED', 'NOT_FOUND', 'CONFLICT', 'INVALID', 'SKIPPED'] as const;
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

/** How many issues of an operation had each outcome; `pending` ones are not yet done, or never will be. */
export interface OutcomeCounts {
  readonly changed: number;
  readonly unchanged: number;
  readonly notFound: number;
  readonly conflict: number;
  readonly invalid: number;
  readonly skipped: number;
  readonly pending: number;
}

/** How many issues the operation was asked to change. */
export function requestedCount(counts: OutcomeCounts): number {
  const { changed, unchanged, notFound, conflict, invalid, skipped, pending } = counts;
  return changed + unchanged + notFound + conflict + invalid + skipped + pending;
}

/** The share that is done, from 0 to 1; a completed operation is at 1 also where nothing was selected. */
export function operationProgress(state: BulkOperationState, counts: OutcomeCounts): number {
  if (state === 'COMPLETED') return 1;
  const requested = requestedCount(counts);
  return requested === 0 ? 0 : (requested - counts.pending) / requested;
}
