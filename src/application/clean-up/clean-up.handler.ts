import { deleteDeadTokens, deleteExpiredKeys } from '../../persistence/compile/clean-up/delete-expired';
import { deleteOldHourlyCounts, type OldCounts } from '../../persistence/compile/clean-up/delete-old-hourly-counts';
import {
  deleteOutcomes,
  deleteRemovedRows,
  lockOldOperations,
  markOutcomesDeleted,
} from '../../persistence/compile/clean-up/delete-outcomes';
import { foldOperationPages } from '../../persistence/compile/operations/fold-operation-pages';
import { deleteOldDigests, deleteOldMails } from '../../persistence/compile/mail/delete-old-mails';
import { deleteDispatchedMessages } from '../../persistence/compile/outbox/mark-dispatched';
import { deleteFinishedDeliveries } from '../../persistence/compile/webhooks/delete-deliveries';
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
    readonly outboxRetentionDays: number;
    readonly deliveryRetentionDays: number;
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
  /** Messages of the outbox, of those that were dispatched. */
  readonly messages: number;
  readonly mails: number;
  /** Deliveries of webhooks, of those that are over. */
  readonly deliveries: number;
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
    const madeBefore = daysAgo(settings.deliveryRetentionDays);
    const toldBefore = daysAgo(settings.outboxRetentionDays);
    return {
      keys: await deleteInPages(unitOfWork, (limit) => deleteExpiredKeys({ before: now, limit }), pageSize),
      tokens: await deleteInPages(unitOfWork, (limit) => deleteDeadTokens({ before: deadSince, limit }), pageSize),
      hourlyCounts: await this.deleteHourlyCounts(daysAgo(Math.max(settings.eventRetentionDays, LEAST_COUNT_DAYS))),
      messages: await deleteInPages(
        unitOfWork,
        (limit) => deleteDispatchedMessages({ before: toldBefore, limit }),
        pageSize,
      ),
      mails: await this.deleteMails(toldBefore),
      deliveries: await deleteInPages(
        unitOfWork,
        (limit) => deleteFinishedDeliveries({ before: madeBefore, limit }),
        pageSize,
      ),
      operations: await this.deleteOutcomes(daysAgo(settings.outcomeRetentionDays), now),
    };
  }

  private async deleteMails(before: Date): Promise<number> {
    const { unitOfWork, pageSize = PAGE } = this.dependencies;
    await deleteInPages(unitOfWork, (limit) => deleteOldDigests({ before, limit }), pageSize);
    return deleteInPages(unitOfWork, (limit) => deleteOldMails({ before, limit }), pageSize);
  }

  private async deleteHourlyCounts(before: Date): Promise<number> {
    const { unitOfWork, pageSize = PAGE } = this.dependencies;
    let sum = 0;
    for (const organizationId of await listOrganizationIds(unitOfWork.reader)) {
      for (let from: string | null = '0'; from !== null;) {
        const page: OldCounts = { organizationId, from, before, limit: pageSize };
        // Each page is a transaction of its own, so that none is long.
        // eslint-disable-next-line no-await-in-loop
        const { deleted, next } = await unitOfWork.transaction((tx) => deleteOldHourlyCounts(tx, page));
        sum += deleted;
        from = next;
      }
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
    await tx.count(foldOperationPages(operations));
    return tx.count(markOutcomesDeleted(operations, now));
  }
}
