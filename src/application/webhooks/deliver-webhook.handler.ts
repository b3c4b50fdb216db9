import { randomUUID } from 'node:crypto';
import { pauseAfter } from '../../domain/webhooks/webhook-delivery';
import { addJobs } from '../../persistence/compile/add-jobs';
import { deliveryJob } from '../../persistence/compile/webhooks/delivery-job';
import {
  holdWebhook,
  releaseWebhook,
  type HeldWebhook,
  type WebhookKey,
} from '../../persistence/compile/webhooks/hold-webhook';
import { giveUpExpired, recordAttempt, type Attempt } from '../../persistence/compile/webhooks/record-attempt';
import { readNextDelivery, type NextDelivery } from '../../persistence/read/read-webhook-deliveries';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { callWebhook } from './call-webhook';
import type { WebhookSender } from './webhook-sender';

/** How long a worker that died keeps others from a webhook; longer than a call can take. */
const HOLD_MS = 60_000;
/** After how long a webhook leaves the worker to others and goes to the end of the queue. */
const TURN_MS = 5_000;

/** What delivering needs. */
export interface DeliverWebhookDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly webhookSender: WebhookSender;
}

/** One run of the job. */
interface Turn {
  readonly key: WebhookKey;
  readonly holder: string;
  readonly endsAt: Date;
}

/** The next call, which is due. */
interface Due {
  readonly webhook: HeldWebhook;
  readonly delivery: NextDelivery;
}

/**
 * Makes the deliveries of one webhook, in their order and one after the other: while the first fails, the others wait. No
 * transaction is open during a call, so a worker that dies may have made one that is made again, under the same id.
 */
export class DeliverWebhook {
  constructor(private readonly dependencies: DeliverWebhookDependencies) {}

  /** Goes on until nothing is due or its turn is over; does nothing where another worker is at it. */
  async execute(key: WebhookKey): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    const turn = { key, holder: randomUUID(), endsAt: new Date(clock().getTime() + TURN_MS) };
    let due = await unitOfWork.transaction((tx) => this.next(tx, turn));
    while (due !== null) {
      // The order of deliveries is the point.
      // eslint-disable-next-line no-await-in-loop
      const attempt = await this.attempt(key, due);
      // eslint-disable-next-line no-await-in-loop
      due = await unitOfWork.transaction(async (tx) => {
        await tx.count(recordAttempt(key, attempt));
        if (attempt.state === 'DEAD') await tx.count(giveUpExpired(key, attempt.at));
        return this.next(tx, turn);
      });
    }
  }

  /** Holds the webhook and answers what is due; otherwise lets it go and asks for the job when something is. */
  private async next(tx: Executor, { key, holder, endsAt }: Turn): Promise<Due | null> {
    const now = this.dependencies.clock();
    const webhook = await holdWebhook(tx, key, { holder, now, until: new Date(now.getTime() + HOLD_MS) });
    const delivery = webhook && (await readNextDelivery(tx, key));
    if (webhook !== null && delivery !== null && delivery.nextAttemptAt <= now && now < endsAt) {
      return { webhook, delivery };
    }
    await tx.count(releaseWebhook(key, holder));
    if (delivery !== null) await tx.rows(addJobs([deliveryJob(key, later(delivery.nextAttemptAt, now))]));
    return null;
  }

  private async attempt({ organizationId }: WebhookKey, { webhook, delivery }: Due): Promise<Attempt> {
    const { clock, webhookSender } = this.dependencies;
    const { url, secrets, organizationSlug: slug } = webhook;
    const organization = { id: organizationId, slug };
    const { delivered, ...answer } = await callWebhook(webhookSender, {
      ...{ url, secrets, organization, delivery, sentAt: clock() },
    });
    const at = clock();
    const nextAttemptAt = new Date(at.getTime() + pauseAfter(delivery.attempts + 1, Math.random()));
    const state = delivered ? 'DELIVERED' : delivery.expiresAt <= at ? 'DEAD' : 'PENDING';
    return { deliveryId: delivery.id, state, at, nextAttemptAt, ...answer };
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
