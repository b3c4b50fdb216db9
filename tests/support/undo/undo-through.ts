import type { BulkMutateIssuesResult } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { UndoBulkOperation } from '../../../src/application/undo-bulk-operation/undo-bulk-operation.handler';
import type { Caller } from '../../../src/domain/access';
import type { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { SETTINGS } from '../settings';

export interface GivenUndo {
  readonly caller: Caller;
  /** Of the operation. */
  readonly id: string;
  readonly synchronousLimit?: number;
}

/** An undo that leaves out what has changed since, through a unit of work of the test's choice. */
export function undoThrough(unitOfWork: UnitOfWork, given: GivenUndo): Promise<BulkMutateIssuesResult> {
  const { caller, id, synchronousLimit = SETTINGS.synchronousLimit } = given;
  const settings = { ...SETTINGS, synchronousLimit };
  const options = { dryRun: false, errorPolicy: 'SKIP_INVALID' } as const;
  return new UndoBulkOperation({ unitOfWork, clock: () => new Date(), settings }).execute(caller, { id, options });
}
