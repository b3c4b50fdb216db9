import type { OperationKey } from '../../../domain/bulk-operation';
import type { JobRequest } from '../add-jobs';
import { statement, type Statement } from '../../statement';

/** The name of the job that queues the deletions of a whole operation. */
export const DELETION_QUEUE_JOB = 'queue-deletions';

/** Asks for the jobs that delete what the operation has marked, when they are due. */
export function deletionQueueJob({ organizationId, operationId }: OperationKey, runAt: Date): JobRequest {
  const key = `${DELETION_QUEUE_JOB}:${organizationId}:${operationId}`;
  return { name: DELETION_QUEUE_JOB, key, payload: { organizationId, operationId }, runAt };
}

/** The deletions of an operation that has ended are due from now on. */
export function releaseDeletions({ organizationId, operationId }: OperationKey, dueAt: Date): Statement {
  return statement(
    'release-deletions',
    `update group_deletions d set due_at = $3
     from bulk_operation_outcomes o
     where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED'
       and d.organization_id = $1 and d.group_id = o.group_id and d.operation_id = $2`,
    [organizationId, operationId, dueAt],
  );
}
