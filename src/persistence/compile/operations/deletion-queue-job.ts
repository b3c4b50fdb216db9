import type { OperationKey } from '../../../domain/bulk-operation';
import type { JobRequest } from '../add-jobs';

/** The name of the job that queues the deletions of a whole operation. */
export const DELETION_QUEUE_JOB = 'queue-deletions';

/** Asks for the jobs that delete what the operation has marked, when they are due. */
export function deletionQueueJob({ organizationId, operationId }: OperationKey, runAt: Date): JobRequest {
  const key = `${DELETION_QUEUE_JOB}:${organizationId}:${operationId}`;
  return { name: DELETION_QUEUE_JOB, key, payload: { organizationId, operationId }, runAt };
}
