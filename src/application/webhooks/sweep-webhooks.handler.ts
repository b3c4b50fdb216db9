import { addJobs } from '../../persistence/compile/add-jobs';
import { deliveryJob } from '../../persistence/compile/webhooks/delivery-job';
import { findLateWebhooks } from '../../persistence/read/read-webhooks';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** How late a delivery may be before another job is asked for. */
const PATIENCE_MS = 10_000;

/** What sweeping needs: transactions and the present moment. */
export interface SweepWebhooksDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** Takes up deliveries whose job was lost: its worker died, or it failed too often. */
export class SweepWebhooks {
  constructor(private readonly dependencies: SweepWebhooksDependencies) {}

  /** Answers of how many webhooks it has asked for the deliveries. */
  async execute(): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const now = clock();
    const late = await findLateWebhooks(unitOfWork.reader, new Date(now.getTime() - PATIENCE_MS));
    if (late.length > 0) {
      await unitOfWork.transaction((tx) => tx.rows(addJobs(late.map((webhook) => deliveryJob(webhook, now)))));
    }
    return late.length;
  }
}
