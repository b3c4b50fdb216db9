import { addJobs } from '../../persistence/compile/add-jobs';
import { deletionJobs } from '../../persistence/compile/deletion-jobs';
import { findOverdueDeletions } from '../../persistence/read/find-overdue-deletions';
import type { DeleteGroupsDependencies } from './delete-groups.handler';

/** How long after their moment deletions count as stuck. */
const GRACE_MS = 15 * 60_000;
/** Issues that one sweep takes up. */
const LIMIT = 1_000;

/** Takes up deletions again that were due and have not ended, whatever became of their jobs. */
export class SweepDeletions {
  constructor(private readonly dependencies: Pick<DeleteGroupsDependencies, 'unitOfWork' | 'clock'>) {}

  /** Answers how many issues it has queued again; those whose undo window is open are left alone. */
  execute(): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    return unitOfWork.transaction(async (tx) => {
      const now = clock();
      const overdue = await findOverdueDeletions(tx, new Date(now.getTime() - GRACE_MS), LIMIT);
      const jobs = deletionJobs(overdue, { runAt: now, prefix: 'sweep-deletions' });
      if (jobs.length > 0) await tx.rows(addJobs(jobs));
      return overdue.length;
    });
  }
}
