import { addJobs } from '../../persistence/compile/add-jobs';
import { mergeJob } from '../../persistence/compile/merge/begin-merges';
import { findOverdueMerges } from '../../persistence/read/find-merges';
import type { MergeGroupsDependencies } from './merge-groups.handler';

/** How long a job may be late before another is asked for. */
const PATIENCE_MS = 5 * 60_000;

/** Picks up merges whose job was lost: its worker died, or it failed too often. Those in their undo window are left alone. */
export class SweepMerges {
  constructor(private readonly dependencies: MergeGroupsDependencies) {}

  /** Asks for a job for each operation with merges that are overdue; answers how many there are. */
  execute(): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    return unitOfWork.transaction(async (tx) => {
      const now = clock();
      const overdue = await findOverdueMerges(tx, new Date(now.getTime() - PATIENCE_MS));
      if (overdue.length > 0) await tx.rows(addJobs(overdue.map((operation) => mergeJob(operation, now))));
      return overdue.length;
    });
  }
}
