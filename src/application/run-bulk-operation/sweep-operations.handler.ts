import { problem } from '../../domain/problem';
import { addJobs } from '../../persistence/compile/add-jobs';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import {
  findOrganizationsWithWaiting,
  sweepStalledOperations,
  type StalledOperation,
} from '../../persistence/read/find-stalled-operations';
import type { Executor } from '../../persistence/statement';
import { endOperation } from './end-operation';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';
import { startWaiting } from './start-waiting';

/** How long an operation may stand still before another job is asked for. */
const PATIENCE_MS = 30_000;
/** How many sweeps in a row find it where it was before it counts as failed: about half an hour. */
const GIVE_UP_AFTER = 30;

const GIVEN_UP = problem('BUSY', {
  message: 'The operation was tried many times and could not go on. What it has done can be undone.',
});

/** Picks up operations whose jobs were lost: their worker died, or they failed. Somebody else at work does no harm. */
export class SweepOperations {
  constructor(private readonly dependencies: RunBulkOperationDependencies) {}

  /** Asks for new jobs for what stands still, and starts what waits although there is room; answers how many stood still. */
  async execute(): Promise<number> {
    const { unitOfWork, clock, settings } = this.dependencies;
    const now = clock();
    const before = new Date(now.getTime() - PATIENCE_MS);
    for (const organizationId of await findOrganizationsWithWaiting(unitOfWork.reader, before)) {
      // One organization after the other: each has its own lock.
      // eslint-disable-next-line no-await-in-loop
      await unitOfWork.transaction((tx) => startWaiting(tx, { organizationId, now, settings }));
    }
    return unitOfWork.transaction(async (tx) => {
      const stalled = await sweepStalledOperations(tx, { before, now });
      await this.revive(tx, stalled, now);
      return stalled.length;
    });
  }

  private async revive(tx: Executor, stalled: readonly StalledOperation[], now: Date): Promise<void> {
    const { settings } = this.dependencies;
    for (const { organizationId, operationId } of stalled.filter(({ sweeps }) => sweeps > GIVE_UP_AFTER)) {
      // Over operations, of which few fail: each has its own end.
      // eslint-disable-next-line no-await-in-loop
      await endOperation(tx, { organizationId, operationId, state: 'FAILED', error: GIVEN_UP, now, settings });
    }
    const slots = Array.from({ length: settings.operationWorkers }, (_, slot) => slot);
    const jobs = stalled
      .filter(({ sweeps }) => sweeps <= GIVE_UP_AFTER)
      .flatMap((operation) => slots.map((slot) => operationJob({ ...operation, slot }, now)));
    if (jobs.length > 0) await tx.rows(addJobs(jobs, { keepsPlace: true }));
  }
}
