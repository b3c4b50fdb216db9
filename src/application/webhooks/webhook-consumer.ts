import { DELIVERY_LIFETIME_MS, ISSUES_PER_DELIVERY } from '../../domain/webhooks/webhook-delivery';
import { EVENTS_OF_MESSAGES } from '../../domain/webhooks/webhook-event';
import { addJobs } from '../../persistence/compile/add-jobs';
import { deliveryJob } from '../../persistence/compile/webhooks/delivery-job';
import { insertDeliveries } from '../../persistence/compile/webhooks/insert-deliveries';
import type { Executor } from '../../persistence/statement';
import type { OutboxBatch, OutboxConsumer } from '../dispatch-outbox/outbox-consumer';

/** Makes deliveries of messages, and asks for the jobs that make the calls. */
export class WebhookConsumer implements OutboxConsumer {
  async consume(tx: Executor, { organizationId, messages, now }: OutboxBatch): Promise<void> {
    const types = new Set(EVENTS_OF_MESSAGES.map(([message]) => message));
    const messageIds = messages.filter(({ type }) => types.has(type)).map(({ id }) => id);
    if (messageIds.length === 0) return;
    const webhookIds = await insertDeliveries(tx, {
      ...{ organizationId, messageIds, events: EVENTS_OF_MESSAGES, issuesPerDelivery: ISSUES_PER_DELIVERY, now },
      expiresAt: new Date(now.getTime() + DELIVERY_LIFETIME_MS),
    });
    if (webhookIds.length === 0) return;
    await tx.rows(addJobs(webhookIds.map((webhookId) => deliveryJob({ organizationId, webhookId }, now))));
  }
}
