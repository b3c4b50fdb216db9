import type { OperationKey } from '../../../domain/bulk-operation';
import type { JobRequest } from '../add-jobs';

/** The name of the job that carries out operations. */
export const OPERATION_JOB = 'run-bulk-operation';

/** Behind all other jobs: those are short, and nobody should wait for a million issues. */
const PRIORITY = 10;

/** One of the jobs that work on one operation at the same time. */
export interface OperationSlot extends OperationKey {
  /** From 0. */
  readonly slot: number;
}

/** Carries an operation on. */
export function operationJob({ organizationId, operationId, slot }: OperationSlot, runAt: Date): JobRequest {
  const key = `${OPERATION_JOB}:${organizationId}:${operationId}:${slot}`;
  return { name: OPERATION_JOB, key, payload: { organizationId, operationId, slot }, runAt, priority: PRIORITY };
}
