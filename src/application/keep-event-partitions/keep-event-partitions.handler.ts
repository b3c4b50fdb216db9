import {
  createEventPartitions,
  findDaysWithoutPartition,
  lockEventPartitions,
} from '../../persistence/event-partitions';
import type { UnitOfWork } from '../../persistence/unit-of-work';

const DAYS_AHEAD = 14;

/** What the keeping of partitions needs: transactions and today. */
export interface KeepEventPartitionsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** Keeps a partition of events ready for today and each of the next 14 days. */
export class KeepEventPartitions {
  constructor(private readonly dependencies: KeepEventPartitionsDependencies) {}

  /** Answers the days (`YYYY-MM-DD`, UTC) for which one was made; does nothing where all are there. */
  execute(): Promise<readonly string[]> {
    const { unitOfWork, clock } = this.dependencies;
    return unitOfWork.transaction(async (tx) => {
      await lockEventPartitions(tx);
      const days = await findDaysWithoutPartition(tx, clock(), DAYS_AHEAD + 1);
      if (days.length > 0) await createEventPartitions(tx, days);
      return days;
    });
  }
}
