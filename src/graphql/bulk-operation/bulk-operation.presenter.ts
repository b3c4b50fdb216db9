import type { OperationView } from '../../application/read-operations/read-operations.handler';
import { operationProgress, requestedCount } from '../../domain/bulk-operation';
import { BulkOperationType } from './bulk-operation.type';

export function presentBulkOperation(view: OperationView): BulkOperationType {
  const { organizationId, actorId, id, kind, state, dryRun, undoesId, undoneById } = view;
  const { createdAt, startedAt, finishedAt, undoableUntil, error } = view;
  const { issuesPerSecond, estimatedFinishAt } = view;
  const { changed, unchanged, notFound, conflict, invalid, skipped, pending } = view;
  return Object.assign(new BulkOperationType(), {
    ...{ organizationId, actorId, id, kind, state, dryRun, undoesId, undoneById },
    ...{ createdAt, startedAt, finishedAt, undoableUntil },
    counts: { requested: requestedCount(view), changed, unchanged, notFound, conflict, invalid, skipped, pending },
    ...{ issuesPerSecond, estimatedFinishAt },
    progress: operationProgress(state, view),
    problem: error,
  });
}
