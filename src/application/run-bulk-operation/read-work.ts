import type { Problem } from '../../domain/problem';
import type { OperationToRun } from '../../persistence/read/read-operation-to-run';
import type { Executor } from '../../persistence/statement';
import { readUndoWork } from '../undo-bulk-operation/undo-work';
import { readMutationWork } from './mutation-work';
import type { OperationWork } from './operation-work';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';

/** The work of an operation by its kind, or why it may not go on. */
export function readWork(
  reader: Executor,
  operation: OperationToRun,
  settings: RunBulkOperationDependencies['settings'],
): Promise<OperationWork | Problem> {
  const read = operation.kind === 'UNDO' ? readUndoWork : readMutationWork;
  return read(reader, operation, settings);
}
