import { deleteOldInboxes } from '../../persistence/compile/clean-up/delete-expired';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { deleteInPages } from './delete-in-pages';

/** How long an issue waits for review. */
const INBOX_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Takes issues out of the inbox that nobody has reviewed for a week; neither their version nor their feed knows of it. */
export class CleanUpInboxes {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork; readonly clock: () => Date }) {}

  /** Answers how many. */
  execute(): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const before = new Date(clock().getTime() - INBOX_DAYS * DAY_MS);
    return deleteInPages(unitOfWork, (limit) => deleteOldInboxes({ before, limit }));
  }
}
