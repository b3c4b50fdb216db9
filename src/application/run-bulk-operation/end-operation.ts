import type { OperationKey } from '../../domain/bulk-operation';
import type { Problem } from '../../domain/problem';
import { addJobs } from '../../persistence/compile/add-jobs';
import { announceOperation } from '../../persistence/compile/insert-outbox-messages';
import {
  lockOperationToEnd,
  markOperationEnded,
  type EndingOperation,
  type OperationEnd,
} from '../../persistence/compile/operations/end-operation';
import { unmarkUndone } from '../../persistence/compile/mark-undone';
import { foldOperationPages } from '../../persistence/compile/operations/fold-operation-pages';
import { deletionQueueJob } from '../../persistence/compile/operations/deletion-queue-job';
import type { Executor } from '../../persistence/statement';
import { startWaiting, type FairnessSettings } from './start-waiting';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long what was done can be undone, and how many operations run at the same time. */
export interface EndSettings extends FairnessSettings {
  readonly outcomeRetentionDays: number;
  readonly undoWindowSeconds: number;
}

/** How an operation ends, and when. */
export interface AskedEnd extends OperationKey {
  readonly state: OperationEnd['state'];
  /** Why it failed; absent: it did not. */
  readonly error?: Problem;
  /** Until when it can be undone, if it has changed anything; absent: as long as its kind has it. */
  readonly undoUntil?: Date;
  readonly now: Date;
  readonly settings: EndSettings;
}

/**
 * Ends an operation that runs as a job, however it ends: what it has changed can be undone from now on, whoever listens
 * is told, and the next one of the organization starts. false: it has ended already.
 */
export async function endOperation(tx: Executor, end: AskedEnd): Promise<boolean> {
  const { organizationId, operationId, state, error = null, now, settings } = end;
  const operation = await lockOperationToEnd(tx, end);
  if (operation === null) return false;
  if (state === 'COMPLETED') await tx.count(foldOperationPages({ organizationId, operationIds: [operationId] }));
  const isDeferred = leavesWorkToJobs(operation);
  const window = isDeferred ? settings.undoWindowSeconds * 1_000 : settings.outcomeRetentionDays * DAY_MS;
  const { undoUntil = new Date(now.getTime() + window) } = end;
  const { dryRun, counts, kind, actorId, undoesId } = operation;
  const hasEffect = !dryRun && counts.changed > 0;
  await tx.rows(markOperationEnded(end, { state, error, now, undoableUntil: hasEffect ? undoUntil : null }));
  if (hasEffect && isDeferred) await tx.rows(addJobs([deletionQueueJob(end, undoUntil)]));
  if (!dryRun && undoesId !== null) await releaseUndone(tx, { undo: operation, undoesId, state, now });
  const finishes = { kind, state, counts };
  if (!dryRun) await tx.rows(announceOperation({ organizationId, operationId, actorId, now, finishes }));
  await startWaiting(tx, { organizationId, now, settings });
  return true;
}

/** Whether jobs will delete what it has marked, once it cannot be undone any more. */
function leavesWorkToJobs({ origin: { kind, input } }: EndingOperation): boolean {
  return kind === 'DELETE' || input?.['discard'] === true;
}

interface EndedUndo {
  readonly undo: EndingOperation;
  readonly undoesId: string;
  readonly state: OperationEnd['state'];
  readonly now: Date;
}

/**
 * An undo that has not come to its end does not count as the one undo: what it has left can be undone by another one.
 * Issues that it has not saved from their deletion are deleted once the window of the first operation is over, for which
 * it may be too late already: their jobs have waited for the undo.
 */
async function releaseUndone(tx: Executor, { undo, undoesId, state, now }: EndedUndo): Promise<void> {
  const { organizationId, operationId } = undo;
  if (state !== 'COMPLETED') await tx.count(unmarkUndone({ organizationId, id: undoesId }, operationId));
  if (!leavesWorkToJobs(undo)) return;
  const runAt = new Date(Math.max(now.getTime(), undo.undoneUntil?.getTime() ?? 0));
  await tx.rows(addJobs([deletionQueueJob({ organizationId, operationId: undoesId }, runAt)]));
}
