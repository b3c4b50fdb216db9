import type { BulkOperationKind, BulkOperationState, OutcomeCounts } from '../../domain/bulk-operation';
import type { EarlierHistories } from '../read/read-earlier-histories';

/** An operation that has come to its end; what others are told of it. */
export interface FinishedOperation {
  readonly kind: BulkOperationKind;
  readonly state: Extract<BulkOperationState, 'COMPLETED' | 'FAILED' | 'CANCELED'>;
  readonly counts: OutcomeCounts;
}

/** What all writes of one call have in common. */
export interface WriteContext {
  readonly organizationId: string;
  /** null: a change that is no bulk operation. */
  readonly operationId: string | null;
  /** null: a token without a user. */
  readonly actorId: string | null;
  readonly now: Date;
  /** Whose marks the states hold. Absent: the actor's; an undo writes those of whoever made the call. */
  readonly viewerId?: string | null;
  /** Until when what waits for jobs (a merge, a deletion) can be undone: they must not begin earlier. Absent: at once. */
  readonly undoUntil?: Date;
  /** With these writes the operation has come to its end. Absent: it goes on, or there is none. */
  readonly finishes?: FinishedOperation;
  /** What the histories hold already. Absent: the statement that writes them looks it up. */
  readonly earlierHistories?: EarlierHistories;
  /** Those jobs are asked for later, when the whole operation has ended. Absent: with the changes. */
  readonly waitsForEnd?: true;
}

/** The user whose marks are written; null: nobody's. */
export function viewerOf({ actorId, viewerId }: WriteContext): string | null {
  return viewerId === undefined ? actorId : viewerId;
}
