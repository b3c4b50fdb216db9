import type { RunBulkOperation } from '../application/run-bulk-operation/run-bulk-operation.handler';
import { defineJob, type Job } from './define-job';
import { readOperationSlotPayload } from './operation-payload';

export function runBulkOperationJob(runBulkOperation: RunBulkOperation): Job {
  return defineJob('run-bulk-operation', null, (payload) =>
    runBulkOperation.execute(readOperationSlotPayload(payload)),
  );
}
