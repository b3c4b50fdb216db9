import {
  deleteDeadTokens,
  deleteExpiredKeys,
  deleteOldHourlyCounts,
} from '../../persistence/compile/clean-up/delete-expired';
import {
  deleteOutcomes,
  deleteRemovedRows,
  lockOldOperations,
  markOutcomesDeleted,
} from '../../persistence/compile/clean-up/delete-outcomes';
import { listOrganizationIds } from '../../persistence/read/list-organization-ids';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { deleteInPages, PAGE } from './delete-in-pages';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Operations that one transaction looks at. */
const OPERATIONS = 100;
/** Forecasts look back a week, so counts are kept longer than that however short events are. */
const LEAST_COUNT_DAYS = 8;

/** What cleaning up needs: transactions, the present moment, and how long things are kept. */
export interface CleanUpDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: {
    readonly eventRetentionDays: number;
    readonly outcomeRetentionDays: number;
    readonly tokenRetentionDays: number;
  };
  /** Rows that one transaction deletes; absent: as many as is usual. */
  readonly pageSize?: number;
}

/** How many rows went. */
export interface CleanedUp {
  readonly keys: number;
  readonly tokens: number;
  readonly hourlyCounts: number;
  /** Operations of which only the record is left. */
  readonly operations: number;
}

/** Deletes what is kept for a time only. It may stop anywhere and run twice at once: what is gone is gone. */
export class CleanUp {
  constructor(private readonly dependencies: CleanUpDependencies) {}

  async execute(): Promise<CleanedUp> {
    const { unitOfWork, clock, settings, pageSize = PAGE } = this.dependencies;
    const now = clock();
    const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
    const deadSince = daysAgo(settings.tokenRetentionDays);
    return {
      keys: await deleteInPages(unitOfWork, (limit) => deleteExpiredKeys({ before: now, limit }), pageSize),
      tokens: await deleteInPages(unitOfWork, (limit) => deleteDeadTokens({ before: deadSince, limit }), pageSize),
      hourlyCounts: await this.deleteHourlyCounts(daysAgo(Math.max(settings.eventRetentionDays, LEAST_COUNT_DAYS))),
      operations: await this.deleteOutcomes(daysAgo(settings.outcomeRetentionDays), now),
    };
  }

  private async deleteHourlyCounts(before: Date): Promise<number> {
    const { unitOfWork } = this.dependencies;
    let sum = 0;
    for (const organizationId of await listOrganizationIds(unitOfWork.reader)) {
      // One organization after the other, so that one transaction is under way at a time.
      // eslint-disable-next-line no-await-in-loop
      sum += await unitOfWork.transaction((tx) => tx.count(deleteOldHourlyCounts(organizationId, before)));
    }
    return sum;
  }

  private async deleteOutcomes(before: Date, now: Date): Promise<number> {
    let sum = 0;
    for (;;) {
      // Each page is a transaction of its own.
      // eslint-disable-next-line no-await-in-loop
      const done = await this.dependencies.unitOfWork.transaction((tx) => this.deletePage(tx, before, now));
      if (done === null) return sum;
      sum += done;
    }
  }

  /** Answers how many operations have lost the last of their outcomes; null: there are no more old ones. */
  private async deletePage(tx: Executor, before: Date, now: Date): Promise<number | null> {
    const { pageSize = PAGE } = this.dependencies;
    const operations = await lockOldOperations(tx, { before, now, limit: OPERATIONS });
    if (operations === null) return null;
    const outcomes = await tx.count(deleteOutcomes(operations, pageSize));
    const removed = await tx.count(deleteRemovedRows(operations, pageSize));
    if (outcomes >= pageSize || removed >= pageSize) return 0;
    return tx.count(markOutcomesDeleted(operations, now));
  }
}
