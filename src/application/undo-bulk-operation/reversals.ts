import type { UndoneOperation } from '../../domain/undo/undone-operation';
import { DeletionReversal } from './deletion-reversal';
import { MergeReversal } from './merge-reversal';
import type { Reversal } from './reversal';

/** The kinds of operations that do more than change the states of their issues. */
const REVERSALS: readonly Reversal[] = [new MergeReversal(), new DeletionReversal()];

/** Those that the operation goes back to. */
export function reversalsOf({ origin }: UndoneOperation): readonly Reversal[] {
  return REVERSALS.filter((reversal) => reversal.concerns(origin));
}
