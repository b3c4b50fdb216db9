/**
 * How an undo works, and what a kind of operation has to say about it.
 *
 * An undo knows no attribute. It puts back the slices of the state that the operation's before-images hold
 * (`domain/undo/restore.ts`), through the same writers, and other people's subscriptions by their rows
 * (`persistence/compile/restore-subscriptions.ts`). So an attribute whose effects are all slices, and a slice whose
 * values are plain rows, are undone without a line here; a new slice may say in `domain/undo/restoration-log.ts` what
 * its return leaves in the feed. A table that keeps removed rows in bulk_operation_removed_rows under a relation name
 * of its own brings them back itself.
 *
 * Whatever an operation does besides (hashes that move, queued jobs, tombstones, redirects) is taken back by a
 * Reversal, listed in `reversals.ts`. For that kind of operation the record's `undoableUntil` is the end of its short
 * window, and `before` of each outcome holds the state before it, as of any operation: also the status, which an undo
 * restores although the issue is PENDING_MERGE or PENDING_DELETION. An issue whose version has moved since is a
 * CONFLICT and is not handed over. A job that ends the window must therefore lock the issues (in id order), and move
 * their version or take them away in the transaction in which it begins; an undo locks the operation first, then the
 * issues.
 */
import type { Direction, Origin, UndoneOperation } from '../../domain/undo/undone-operation';
import type { Difference } from '../../domain/state/difference';
import type { AttributeChange } from '../../domain/state/readable-changes';
import type { WriteContext } from '../../persistence/compile/write-context';
import type { Executor } from '../../persistence/statement';

/** The issues of one undo whose states are being put back, and the operation that had changed them. */
export interface Restoration {
  readonly operation: UndoneOperation;
  /** BACK: take back what the origin did. AGAIN: do it again. */
  readonly direction: Direction;
  /** What becomes of each issue, in the order of the operation's outcomes. */
  readonly restored: readonly Difference[];
  /** Of the undo, whose own id is `operationId`. */
  readonly context: WriteContext;
}

/** What an operation of one kind did besides the states of its issues, and how that is taken back. */
export interface Reversal {
  /** Whether operations that go back to this one are of the kind. Pure. */
  concerns(origin: Origin): boolean;
  /** Whether its issues go back together. Then an undo never becomes a job: it would come after their window is over. */
  readonly isWhole: boolean;
  /** Whether an undo of it can be undone in turn; where not, the undo's own `undoableUntil` is null. */
  readonly isRepeatable: boolean;
  /** Issues that must be locked although they did not change, for example the parent of a merge. Pure. */
  alsoLocks?(operation: UndoneOperation): readonly string[];
  /**
   * Takes it back for all issues, in sets, after their states are written; in a dry run it is rolled back. Answers by
   * issue what is to be added to the readable changes, for example hashes that had to stay where they are.
   */
  takeBack(tx: Executor, restoration: Restoration): Promise<ReadonlyMap<string, readonly AttributeChange[]>>;
}
