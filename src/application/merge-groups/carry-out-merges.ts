import type { GroupStatus } from '../../domain/group';
import { notice } from '../../domain/state/step';
import { addJobs } from '../../persistence/compile/add-jobs';
import { insertOutboxMessages } from '../../persistence/compile/insert-outbox-messages';
import { lateJob } from '../../persistence/compile/merge/begin-merges';
import {
  dropMergedResolutions,
  finishMerges,
  markMergesBegun,
  releaseMerging,
} from '../../persistence/compile/merge/finish-merges';
import {
  addMergedCounters,
  lockMergedCounters,
  moveMergedEvents,
  moveMergedHours,
  moveMergedPeople,
} from '../../persistence/compile/merge/move-counts';
import { moveMergedMarks } from '../../persistence/compile/merge/move-marks';
import { moveMergedRelations, moveMergedTagValues } from '../../persistence/compile/merge/move-relations';
import { takeBackMerges } from '../../persistence/compile/merge/take-back-merges';
import { lockMergingGroups, type MergeBatch, type MergingOperation } from '../../persistence/read/find-merges';
import type { Executor, Statement } from '../../persistence/statement';

/** Rows of a kind that one transaction moves: their parent is locked for so long, and who changes it waits. */
const EVENTS = 2_000;
const COUNTS = 5_000;

/** Issues that are due, the operation that merged them, and now. */
export interface DueMerges {
  readonly batch: MergeBatch;
  readonly operation: MergingOperation;
  readonly now: Date;
}

/** One transaction's worth of a merge: some rows of one kind, or, when none are left, everything else at once. */
export async function carryOutMerges(tx: Executor, { batch, operation, now }: DueMerges): Promise<void> {
  const statuses = await lockMergingGroups(tx, batch);
  const isMerging = (id: string): boolean => statuses.get(id) === 'PENDING_MERGE';
  const kept = batch.childIds.filter((id) => !isMerging(id));
  if (kept.length > 0) await takeBackMerges(tx, { ...operation, childIds: kept });
  const ready = { ...batch, childIds: batch.childIds.filter(isMerging) };
  if (ready.childIds.length === 0) return;
  if (!isThere(statuses.get(batch.targetId))) {
    await tx.count(releaseMerging({ batch: ready, now }));
    await takeBackMerges(tx, { ...operation, childIds: ready.childIds });
    return;
  }
  await tx.count(markMergesBegun(ready));
  if (await moveCounts(tx, ready)) return;
  await run(tx, [dropMergedResolutions(ready), ...moveMergedRelations(ready), ...moveMergedMarks(ready)]);
  await run(tx, finishMerges({ batch: ready, now }));
  await run(tx, [announcement(ready, operation, now), addJobs([lateJob(operation, now)])]);
  await addMergedCounters(tx, ready);
  await tx.count(moveMergedTagValues(ready));
}

/**
 * Events that were on their way while their issue was merged, and were counted under its old id. They follow it; the
 * parent is locked as for any change. false: the parent is gone by now.
 */
export async function moveLateCounts(tx: Executor, batch: MergeBatch): Promise<boolean> {
  const statuses = await lockMergingGroups(tx, batch);
  if (!isThere(statuses.get(batch.targetId))) return false;
  if (await moveCounts(tx, batch)) return true;
  await run(tx, moveMergedRelations(batch));
  await addMergedCounters(tx, batch);
  await tx.count(moveMergedTagValues(batch));
  return true;
}

/** The rows of a parent that is being deleted go away now; nothing may be added to them. */
function isThere(parent: GroupStatus | undefined): boolean {
  return parent !== undefined && parent !== 'DELETION_IN_PROGRESS';
}

/**
 * Moves some rows of the first kind that has any left; false: none has. The last look is taken with the counters of the
 * children in hand: an event that is counted there is seen then, and a later one finds no counter and makes a new one.
 */
async function moveCounts(tx: Executor, batch: MergeBatch): Promise<boolean> {
  if (await moveSome(tx, batch)) return true;
  await tx.rows(lockMergedCounters(batch));
  return moveSome(tx, batch);
}

/** One kind a transaction: whoever counts events takes these locks in the same order, the counters last. */
async function moveSome(tx: Executor, batch: MergeBatch): Promise<boolean> {
  return (
    (await moveMergedEvents(tx, { batch, limit: EVENTS })) > 0 ||
    (await moveMergedHours(tx, { batch, limit: COUNTS })) > 0 ||
    (await moveMergedPeople(tx, { batch, limit: COUNTS })) > 0
  );
}

function announcement({ targetId, childIds }: MergeBatch, operation: MergingOperation, now: Date): Statement {
  const entry = notice('issue.merged', { into: targetId });
  const lines = childIds.map((groupId) => ({ groupId, projectId: '', entry }));
  return insertOutboxMessages([targetId], lines, { ...operation, actorId: null, now });
}

async function run(tx: Executor, statements: readonly Statement[]): Promise<void> {
  for (const write of statements) {
    // One connection, one statement after the other; a loop over kinds of rows.
    // eslint-disable-next-line no-await-in-loop
    await tx.count(write);
  }
}
