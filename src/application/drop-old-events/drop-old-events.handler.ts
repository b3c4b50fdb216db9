import {
  deleteOldDefaultEvents,
  dropEventPartitions,
  findEventDaysBefore,
  lockEventPartitions,
} from '../../persistence/event-partitions';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { deleteInPages } from '../clean-up/delete-in-pages';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What dropping needs: transactions, the present moment, and for how many days events are kept. */
export interface DropOldEventsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: { readonly eventRetentionDays: number };
}

/** Drops the partitions of days whose events have been kept for long enough. Issues and their counters stay. */
export class DropOldEvents {
  constructor(private readonly dependencies: DropOldEventsDependencies) {}

  /** Answers the days (`YYYY-MM-DD`, UTC) that went. Events that no partition took go one by one. */
  async execute(): Promise<readonly string[]> {
    const { unitOfWork, clock, settings } = this.dependencies;
    const before = new Date(clock().getTime() - settings.eventRetentionDays * DAY_MS);
    const days = await unitOfWork.transaction(async (tx) => {
      await lockEventPartitions(tx);
      const old = await findEventDaysBefore(tx, before);
      if (old.length > 0) await dropEventPartitions(tx, old);
      return old;
    });
    await deleteInPages(unitOfWork, (limit) => deleteOldDefaultEvents(before, limit));
    return days;
  }
}
