import type { AttributeChange } from '../../domain/state/readable-changes';
import type { Origin } from '../../domain/undo/undone-operation';
import { removeJobs } from '../../persistence/compile/add-jobs';
import { mergeJobKey } from '../../persistence/compile/merge/begin-merges';
import {
  countEventsSinceMerge,
  hasPendingMerges,
  takeBackMerges,
  type KeptHash,
} from '../../persistence/compile/merge/take-back-merges';
import type { Executor } from '../../persistence/statement';
import type { Restoration, Reversal } from './reversal';

/**
 * Merged issues get back the fingerprints that nobody else has taken, and the queued work is forgotten. To merge again
 * is a matter of the states alone, whose writer does what it did the first time.
 */
export class MergeReversal implements Reversal {
  readonly isRepeatable = true;
  readonly isWhole = true;

  /** Operations that merged at least two issues. */
  concerns({ applied }: Origin): boolean {
    return parentOf(applied) !== null;
  }

  /** The parent, to which events come while its fingerprints are taken away. */
  alsoLocks({ origin }: Restoration['operation']): readonly string[] {
    const parentId = parentOf(origin.applied);
    return parentId === null ? [] : [parentId];
  }

  /** Names the fingerprints that stay where they are, and how many events the parent has received meanwhile. */
  async takeBack(
    tx: Executor,
    { operation, direction, restored }: Restoration,
  ): Promise<ReadonlyMap<string, readonly AttributeChange[]>> {
    const children = restored.filter(({ slices, next }) => slices.includes('merge') && next.mergedInto === null);
    if (direction === 'AGAIN' || children.length === 0) return new Map();
    const { organizationId, id: operationId } = operation;
    const merges = { organizationId, operationId, childIds: children.map(({ stored }) => stored.id) };
    const received = await countEventsSinceMerge(tx, merges);
    const kept = keptByIssue(await takeBackMerges(tx, merges));
    if (!(await hasPendingMerges(tx, organizationId, operationId))) {
      await tx.rows(removeJobs([mergeJobKey({ organizationId, operationId })]));
    }
    return new Map(
      children.map(({ stored: { id, mergedInto } }) => [
        id,
        [...hashesStay(kept.get(id) ?? []), ...eventsStay(mergedInto, received)],
      ]),
    );
  }
}

function parentOf(applied: Origin['applied']): string | null {
  const merge = applied?.['merge'] as { readonly parent?: string } | null | undefined;
  return merge?.parent ?? null;
}

function keptByIssue(kept: readonly KeptHash[]): ReadonlyMap<string, readonly string[]> {
  const hashes = new Map<string, string[]>();
  for (const { childId, hash } of kept) hashes.set(childId, [...(hashes.get(childId) ?? []), hash]);
  return hashes;
}

function hashesStay(hashes: readonly string[]): readonly AttributeChange[] {
  return hashes.length === 0 ? [] : [{ attribute: 'hashes', before: null, after: { kept: hashes } }];
}

function eventsStay(into: string | null, received: number): readonly AttributeChange[] {
  return received === 0 ? [] : [{ attribute: 'events', before: null, after: { into, received } }];
}
