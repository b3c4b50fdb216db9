/** What kind of change a bulk operation makes. */
export const BULK_OPERATION_KINDS = ['MUTATE', 'DELETE', 'UNDO'] as const;
export type BulkOperationKind = (typeof BULK_OPERATION_KINDS)[number];

/** How far a bulk operation has come. */
export const BULK_OPERATION_STATES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED'] as const;
export type BulkOperationState = (typeof BULK_OPERATION_STATES)[number];

/** Where an operation is found. */
export interface OperationKey {
  readonly organizationId: string;
  readonly operationId: string;
}

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

/** When an operation ran, and how far it has come. */
export interface OperationRun extends OutcomeCounts {
  readonly state: BulkOperationState;
  readonly startedAt: Date | null;
  /** When its issues were known; null: not yet, or it has run within a call. */
  readonly frozenAt: Date | null;
  readonly finishedAt: Date | null;
}

/** How fast an operation is. */
export interface OperationPace {
  /** Issues that have their outcome, by the seconds since the first could have it; null: none has, or in no time. */
  readonly issuesPerSecond: number | null;
  /** When it ends if it stays as fast; null: it has ended, or its pace is not known yet. */
  readonly estimatedFinishAt: Date | null;
}

/** The pace of an operation on the whole, as of now. Finding a large set takes time in which no issue is done. */
export function operationPace(run: OperationRun, now: Date): OperationPace {
  const { state, startedAt, frozenAt, finishedAt, pending } = run;
  const began = frozenAt ?? startedAt;
  const done = requestedCount(run) - pending;
  const milliseconds = began === null ? 0 : (finishedAt ?? now).getTime() - began.getTime();
  if (done === 0 || milliseconds <= 0) return { issuesPerSecond: null, estimatedFinishAt: null };
  const rest = (pending / done) * milliseconds;
  return {
    issuesPerSecond: Math.round((done * 10_000) / milliseconds) / 10,
    estimatedFinishAt: state === 'RUNNING' ? new Date(now.getTime() + Math.round(rest)) : null,
  };
}
