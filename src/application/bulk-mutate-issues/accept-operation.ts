import { judgesSetAsOne } from '../../domain/attributes/registry';
import { appliedAttributes } from '../../domain/bulk/applied-attributes';
import { addJobs } from '../../persistence/compile/add-jobs';
import { insertPendingOperation } from '../../persistence/compile/operations/insert-pending-operation';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import type { Executor } from '../../persistence/statement';
import { keptId } from './judge-issues';
import type { Call } from './read-call';
import { givenAttributes } from './record-operation';
import { toStoredRequest } from './stored-request';

interface AcceptedCall {
  readonly call: Call;
  readonly operationId: string;
  readonly now: Date;
}

/** Whether a call that is too large to be waited for becomes a job: not where it says so, nor where its set is judged as one. */
export function mayBecomeJob({ command, changes }: Call): boolean {
  return command.options.mode !== 'SYNC' && !judgesSetAsOne(changes);
}

/** Records an operation that a job will carry out, and asks for the job. Of its issues nothing is known yet. */
export async function acceptOperation(tx: Executor, { call, operationId, now }: AcceptedCall): Promise<void> {
  const { access, caller, command, changes, kind } = call;
  const { organizationId } = access;
  const { ids, where, input, options } = command;
  const actorId = caller.user?.id ?? null;
  await tx.rows(
    insertPendingOperation({
      ...{ organizationId, id: operationId, kind, dryRun: options.dryRun, actorId, tokenId: caller.tokenId },
      input: input ?? null,
      selection: { ids: ids?.map(keptId), where, options },
      applied: appliedAttributes(givenAttributes(command), [], { status: changes.status, actorId }),
      request: toStoredRequest(command),
      createdAt: now,
    }),
  );
  await tx.rows(addJobs([operationJob({ organizationId, operationId, slot: 0 }, now)]));
}
