import { addJobs } from '../../persistence/compile/add-jobs';
import { markUndone } from '../../persistence/compile/mark-undone';
import { insertPendingOperation } from '../../persistence/compile/operations/insert-pending-operation';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import type { Executor } from '../../persistence/statement';
import { toStoredRequest } from '../bulk-mutate-issues/stored-request';
import type { UndoCall } from './find-operation';
import { reversalsOf } from './reversals';

interface AcceptedUndo {
  readonly call: UndoCall;
  readonly undoId: string;
  readonly now: Date;
}

/** Whether an undo may become a job where it is too large to be waited for, or where that is asked for. */
export function mayBecomeJob({ command, operation }: UndoCall): boolean {
  return command.options.mode !== 'SYNC' && !reversalsOf(operation).some((reversal) => reversal.isWhole);
}

/** Records an undo that a job will carry out, and asks for the job. The operation counts as undone from now on. */
export async function acceptUndo(tx: Executor, { call, undoId, now }: AcceptedUndo): Promise<void> {
  const { caller, command, operation } = call;
  const { organizationId, id } = operation;
  const { options } = command;
  await tx.rows(
    insertPendingOperation({
      ...{ organizationId, id: undoId, kind: 'UNDO', dryRun: options.dryRun },
      ...{ actorId: caller.user?.id ?? null, tokenId: caller.tokenId },
      input: null,
      selection: { id, options },
      applied: null,
      request: toStoredRequest({ options }),
      createdAt: now,
      undoes: operation,
    }),
  );
  if (!options.dryRun) await tx.count(markUndone(operation, undoId));
  await tx.rows(addJobs([operationJob({ organizationId, operationId: undoId, slot: 0 }, now)]));
}
