import { addJobs } from '../../persistence/compile/add-jobs';
import { deliveryJob } from '../../persistence/compile/webhooks/delivery-job';
import type { WebhookKey } from '../../persistence/compile/webhooks/hold-webhook';
import { endPause } from '../../persistence/compile/webhooks/record-attempt';
import type { Executor } from '../../persistence/statement';

/** Lets what waits for a later attempt be delivered now: there is reason to believe that the receiver answers again. */
export async function deliverAtOnce(tx: Executor, key: WebhookKey, now: Date): Promise<void> {
  await tx.count(endPause(key, now));
  await tx.rows(addJobs([deliveryJob(key, now)]));
}
