import { addJobs } from '../../persistence/compile/add-jobs';
import { mergeJob } from '../../persistence/compile/merge/begin-merges';
import {
  findDueMerges,
  findLateCounts,
  findNextDueMerge,
  tryToHoldMerges,
  type MergingOperation,
} from '../../persistence/read/find-merges';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { carryOutMerges, moveLateCounts } from './carry-out-merges';

/** Issues that go together. */
const ISSUES = 50;
/** How long after their moment merges are asked for once more that were not due yet when their job ran. */
const PATIENCE_MS = 1_000;

/** What merging needs: transactions and the present moment. */
export interface MergeGroupsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/**
 * Carries out the merges of an operation whose undo window has passed. Each transaction moves some rows and leaves
 * everything in one place or the other, so that it can be ended at any moment and begun again by anybody.
 */
export class MergeGroups {
  constructor(private readonly dependencies: MergeGroupsDependencies) {}

  /** Goes on until nothing is left; does nothing where another worker is at it. Throws BusyError where others hold the issues. */
  async execute(operation: MergingOperation): Promise<void> {
    const { unitOfWork } = this.dependencies;
    let isDone = false;
    while (!isDone) {
      // Each step begins when the one before is committed.
      // eslint-disable-next-line no-await-in-loop
      isDone = await unitOfWork.transaction((tx) => this.step(tx, operation));
    }
  }

  private async step(tx: Executor, operation: MergingOperation): Promise<boolean> {
    const now = this.dependencies.clock();
    if (!(await tryToHoldMerges(tx, operation))) return true;
    const due = await findDueMerges(tx, operation, { now, issues: ISSUES });
    if (due !== null) {
      await carryOutMerges(tx, { batch: due, operation, now });
      return false;
    }
    const late = await findLateCounts(tx, operation);
    if (late !== null && (await moveLateCounts(tx, late))) return false;
    await waitForRest(tx, operation);
    return true;
  }
}

/** The queue's clock may be ahead of this one: what is not due yet here is asked for again, and not left to the sweep. */
async function waitForRest(tx: Executor, operation: MergingOperation): Promise<void> {
  const dueAt = await findNextDueMerge(tx, operation);
  if (dueAt !== null) await tx.rows(addJobs([mergeJob(operation, new Date(dueAt.getTime() + PATIENCE_MS))]));
}
