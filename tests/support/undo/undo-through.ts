import type { BulkMutateIssuesResult } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { UndoBulkOperation } from '../../../src/application/undo-bulk-operation/undo-bulk-operation.handler';
import type { ExecutionMode } from '../../../src/domain/bulk/mutation-options';
import type { Caller } from '../../../src/domain/access';
import type { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { bulkDependencies } from '../bulk-dependencies';

export interface GivenUndo {
  readonly caller: Caller;
  /** Of the operation. */
  readonly id: string;
  readonly synchronousLimit?: number;
  readonly mode?: ExecutionMode;
}

/** An undo that leaves out what has changed since, through a unit of work of the test's choice. */
export function undoThrough(unitOfWork: UnitOfWork, given: GivenUndo): Promise<BulkMutateIssuesResult> {
  const { caller, id, mode, ...settings } = given;
  const options = { dryRun: false, errorPolicy: 'SKIP_INVALID', ...(mode && { mode }) } as const;
  return new UndoBulkOperation(bulkDependencies(unitOfWork, settings)).execute(caller, { id, options });
}
