import type { Scope } from '../access';
import type { BulkOperationKind, BulkOperationState } from '../bulk-operation';
import { ISSUE_WRITERS } from '../permission';

/** The change that a chain of undos and redos goes back to: no undo itself. */
export interface Origin {
  readonly id: string;
  readonly kind: BulkOperationKind;
  /** Whose marks it changed; null: a token without a user. */
  readonly actorId: string | null;
  /** The attributes as they were asked for; null for a deletion. */
  readonly input: Readonly<Record<string, unknown>> | null;
  /** What was applied, for example the parent of a merge; null where nothing was selected. */
  readonly applied: Readonly<Record<string, unknown>> | null;
}

/** An operation that somebody wants to undo. */
export interface UndoneOperation {
  readonly organizationId: string;
  readonly id: string;
  readonly state: BulkOperationState;
  /** null: there is nothing to undo. */
  readonly undoableUntil: Date | null;
  /** null: not undone yet. */
  readonly undoneById: string | null;
  /** The operation that this one undid; null: it is no undo. */
  readonly undoesId: string | null;
  /** 0 for the change itself, 1 for its undo, 2 for the undo of that. */
  readonly undoDepth: number;
  /** The operation itself, where it is no undo. */
  readonly origin: Origin;
}

/** Whether an undo takes back what the origin did, or does it again because an undo of it is undone. */
export type Direction = 'BACK' | 'AGAIN';

/** Where an undo of the operation leads. */
export function directionOf({ undoDepth }: UndoneOperation): Direction {
  return undoDepth % 2 === 0 ? 'BACK' : 'AGAIN';
}

const DELETERS: readonly Scope[] = ['event:admin'];

/** An undo needs the scopes of what it goes back to: any one of these. */
export function scopesToUndo({ kind, input }: Pick<Origin, 'kind' | 'input'>): readonly Scope[] {
  return kind === 'DELETE' || input?.['discard'] === true ? DELETERS : ISSUE_WRITERS;
}

/** Why the operation cannot be undone now, in a sentence; null: it can. */
export function whyNotUndoable(operation: UndoneOperation, now: Date): string | null {
  const { state, undoableUntil, undoneById } = operation;
  if (undoneById !== null) return 'This operation has been undone already.';
  if (state === 'PENDING' || state === 'RUNNING') return 'This operation has not ended yet.';
  if (undoableUntil === null) return 'This operation has changed nothing that could be undone.';
  return undoableUntil <= now ? 'The time in which this operation could be undone is over.' : null;
}
