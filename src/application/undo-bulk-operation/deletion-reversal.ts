import type { Difference } from '../../domain/state/difference';
import type { AttributeChange } from '../../domain/state/readable-changes';
import type { Origin } from '../../domain/undo/undone-operation';
import { removeJobs } from '../../persistence/compile/add-jobs';
import { deleteTombstones, freeBuriedHashes } from '../../persistence/compile/delete-tombstones';
import { deletionJobs } from '../../persistence/compile/deletion-jobs';
import {
  hasDeletions,
  markDeletionsUndone,
  takeBackHashes,
  type SavedGroups,
  type TakenHash,
} from '../../persistence/compile/take-back-deletions';
import type { Executor } from '../../persistence/statement';
import type { Restoration, Reversal } from './reversal';

/**
 * Issues that were to be deleted or discarded get back the fingerprints that no other issue has taken, their tombstones
 * go, and the queued work is forgotten; events that were dropped stay dropped. To delete again is a matter of the states
 * alone, whose writer does what it did the first time.
 */
export class DeletionReversal implements Reversal {
  readonly isRepeatable = true;
  readonly isWhole = false;

  /** Deletions and discards. */
  concerns({ kind, input }: Origin): boolean {
    return kind === 'DELETE' || input?.['discard'] === true;
  }

  /** Names the fingerprints that stay with other issues. */
  async takeBack(
    tx: Executor,
    { operation, restored, context }: Restoration,
  ): Promise<ReadonlyMap<string, readonly AttributeChange[]>> {
    const saved = restored.filter(({ slices, next }) => slices.includes('deletion') && next.deletion === null);
    if (saved.length === 0) return new Map();
    const { organizationId, id: operationId } = operation;
    const tombstoneIds = saved.flatMap(({ stored: { deletion } }) => deletion?.tombstoneId ?? []);
    const groupIds = saved.map(({ stored }) => stored.id);
    const groups: SavedGroups = { organizationId, operationId, groupIds, tombstoneIds };
    const taken = await takeBackHashes(tx, groups);
    await tx.count(freeBuriedHashes({ organizationId, ids: tombstoneIds }));
    await tx.count(deleteTombstones({ organizationId, ids: tombstoneIds }));
    await tx.count(markDeletionsUndone(groups, context.now));
    // Of an undo in parts each would look for what the others have left; jobs that are not forgotten find nothing to do.
    if (context.waitsForEnd) return changesOf(taken);
    if (!(await hasDeletions(tx, groups))) await tx.rows(removeJobs(jobKeys(saved, groups)));
    return changesOf(taken);
  }
}

/** The jobs of the operation, if these were all of its issues; others find nothing to do. */
function jobKeys(saved: readonly Difference[], { organizationId, operationId }: SavedGroups): readonly string[] {
  const groups = saved.map(({ stored: { id, projectId } }) => ({
    ...{ organizationId, operationId, projectId },
    groupId: id,
  }));
  return deletionJobs(groups, { runAt: new Date(0), prefix: 'delete-groups' }).map(({ key }) => key);
}

function changesOf(taken: readonly TakenHash[]): ReadonlyMap<string, readonly AttributeChange[]> {
  const hashes = new Map<string, string[]>();
  for (const { groupId, hash } of taken) hashes.set(groupId, [...(hashes.get(groupId) ?? []), hash]);
  return new Map(
    [...hashes].map(([id, kept]) => [id, [{ attribute: 'hashes', before: null, after: { kept } }] as const]),
  );
}
