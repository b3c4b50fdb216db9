import { addJobs } from '../../persistence/compile/add-jobs';
import { deletionJobs } from '../../persistence/compile/deletion-jobs';
import { findOverdueDeletions, type OverdueDeletion } from '../../persistence/read/find-overdue-deletions';
import type { DeleteGroupsDependencies } from './delete-groups.handler';

/** How long after their moment deletions count as stuck. */
const GRACE_MS = 15 * 60_000;
/** Issues that one transaction queues again, and transactions of one sweep. */
const PAGE = 1_000;
const MOST_PAGES = 100;

/** Takes up deletions again that were due and have not ended, whatever became of their jobs. */
export class SweepDeletions {
  constructor(private readonly dependencies: Pick<DeleteGroupsDependencies, 'unitOfWork' | 'clock' | 'pageSize'>) {}

  /**
   * Answers how many issues it has queued again; those whose undo window is open are left alone. It goes through all of
   * them, so that those which fail each time keep none from its turn.
   */
  async execute(): Promise<number> {
    const now = this.dependencies.clock();
    let sum = 0;
    let last: OverdueDeletion | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      // Each page begins behind the one before.
      // eslint-disable-next-line no-await-in-loop
      const queued: readonly OverdueDeletion[] = await this.queue(now, last ?? null);
      sum += queued.length;
      last = queued.at(-1);
      if (last === undefined) break;
    }
    return sum;
  }

  private queue(now: Date, after: OverdueDeletion | null): Promise<readonly OverdueDeletion[]> {
    const { unitOfWork, pageSize = PAGE } = this.dependencies;
    return unitOfWork.transaction(async (tx) => {
      const before = new Date(now.getTime() - GRACE_MS);
      const overdue = await findOverdueDeletions(tx, { before, after, limit: pageSize });
      const jobs = deletionJobs(overdue, { runAt: now, prefix: 'sweep-deletions' });
      if (jobs.length > 0) await tx.rows(addJobs(jobs));
      return overdue;
    });
  }
}
