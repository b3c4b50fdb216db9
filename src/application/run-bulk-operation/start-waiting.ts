import { addJobs } from '../../persistence/compile/add-jobs';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import { startOperations } from '../../persistence/compile/operations/start-operations';
import type { Executor } from '../../persistence/statement';

/** How many operations of one organization run at the same time; the others wait in the order in which they were asked for. */
export interface FairnessSettings {
  readonly operationsPerOrganization: number;
}

/** Starts the next operations of an organization, where there is room, and asks for their jobs; answers their ids. */
export async function startWaiting(
  tx: Executor,
  { organizationId, now, settings }: { organizationId: string; now: Date; settings: FairnessSettings },
): Promise<readonly string[]> {
  const limit = settings.operationsPerOrganization;
  const started = await startOperations(tx, { organizationId, now, limit });
  const jobs = started.map((operationId) => operationJob({ organizationId, operationId, slot: 0 }, now));
  if (jobs.length > 0) await tx.rows(addJobs(jobs));
  return started;
}
