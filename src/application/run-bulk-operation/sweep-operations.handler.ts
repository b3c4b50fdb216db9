import { addJobs } from '../../persistence/compile/add-jobs';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import {
  findOrganizationsWithWaiting,
  sweepStalledOperations,
  type StalledOperation,
} from '../../persistence/read/find-stalled-operations';
import type { Executor } from '../../persistence/statement';
import { endOperation } from './end-operation';
import { GIVEN_UP } from './given-up';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';
import { startWaiting } from './start-waiting';

/** How long an operation may stand still before another job is asked for. */
const PATIENCE_MS = 30_000;
/** How many sweeps in a row find it where it was before it counts as failed: about half an hour. */
const GIVE_UP_AFTER = 30;

/** Picks up operations whose jobs were lost: their worker died, or they failed. Somebody else at work does no harm. */
export class SweepOperations {
  constructor(private readonly dependencies: RunBulkOperationDependencies) {}

  /** Asks for new jobs for what stands still, and starts what waits although there is room; answers how many stood still. */
  async execute(): Promise<number> {
    const { unitOfWork, clock, settings } = this.dependencies;
    const now = clock();
    const before = new Date(now.getTime() - PATIENCE_MS);
    const waiting = await findOrganizationsWithWaiting(unitOfWork.reader, before);
    const stalled = await unitOfWork.transaction((tx) => this.revive(tx, before, now));
    const hopeless = stalled.filter(({ sweeps }) => sweeps > GIVE_UP_AFTER);
    const failures = [
      ...(await inTurn(waiting, (organizationId) =>
        unitOfWork.transaction((tx) => startWaiting(tx, { organizationId, now, settings })),
      )),
      ...(await inTurn(hopeless, ({ organizationId, operationId }) =>
        unitOfWork.transaction((tx) =>
          endOperation(tx, { organizationId, operationId, state: 'FAILED', error: GIVEN_UP, now, settings }),
        ),
      )),
    ];
    if (failures.length > 0) throw new AggregateError(failures, 'Some operations could not be started or ended.');
    return stalled.length;
  }

  private async revive(tx: Executor, before: Date, now: Date): Promise<readonly StalledOperation[]> {
    const stalled = await sweepStalledOperations(tx, { before, now });
    const slots = Array.from({ length: this.dependencies.settings.operationWorkers }, (_, slot) => slot);
    const jobs = stalled
      .filter(({ sweeps }) => sweeps <= GIVE_UP_AFTER)
      .flatMap((operation) => slots.map((slot) => operationJob({ ...operation, slot }, now)));
    if (jobs.length > 0) await tx.rows(addJobs(jobs, { keepsPlace: true }));
    return stalled;
  }
}

/** One after the other, each in a transaction of its own: what fails keeps nothing else from its turn. Answers the failures. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (const item of items) {
    // eslint-disable-next-line no-await-in-loop
    const [done] = await Promise.allSettled([work(item)]);
    if (done.status === 'rejected') failures.push(done.reason);
  }
  return failures;
}
