import type { OperationKey } from '../../domain/bulk-operation';
import { addJobs } from '../../persistence/compile/add-jobs';
import { deletionJobs } from '../../persistence/compile/deletion-jobs';
import { markDeletionsDue } from '../../persistence/compile/mark-deletions-due';
import { findDeletionsOfOperation } from '../../persistence/read/find-overdue-deletions';
import type { Executor } from '../../persistence/statement';
import type { DeleteGroupsDependencies } from './delete-groups.handler';

/** Issues whose jobs are queued in one transaction. */
const PAGE = 5_000;

/** Asks for the deletions of an operation of any size, once they can no longer be undone. It may run twice. */
export class QueueDeletions {
  constructor(private readonly dependencies: Pick<DeleteGroupsDependencies, 'unitOfWork' | 'clock' | 'pageSize'>) {}

  async execute(operation: OperationKey): Promise<void> {
    let after: number | null = 0;
    while (after !== null) {
      const from: number = after;
      // Each page is a transaction of its own.
      // eslint-disable-next-line no-await-in-loop
      after = await this.dependencies.unitOfWork.transaction((tx) => this.queuePage(tx, operation, from));
    }
  }

  /** Answers up to which outcome it has come; null: to the end. */
  private async queuePage(tx: Executor, operation: OperationKey, after: number): Promise<number | null> {
    const { clock, pageSize: limit = PAGE } = this.dependencies;
    const now = clock();
    const page = await findDeletionsOfOperation(tx, operation, { after, limit, now });
    if (page.length === 0) return null;
    const ids = page.map(({ groupId }) => groupId);
    await tx.count(markDeletionsDue(operation, ids, now));
    await tx.rows(addJobs(deletionJobs(page, { runAt: now, prefix: `delete-groups:${after}` })));
    return page.length < limit ? null : (page.at(-1)?.ordinal ?? null);
  }
}
