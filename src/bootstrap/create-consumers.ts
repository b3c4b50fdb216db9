import type { OutboxConsumer } from '../application/dispatch-outbox/outbox-consumer';
import { MailConsumer } from '../application/mail/mail-consumer';
import { WebhookConsumer } from '../application/webhooks/webhook-consumer';

/** Everybody who is told of the messages of the outbox, in this order. */
export function createConsumers({ mail }: { readonly mail: boolean }): readonly OutboxConsumer[] {
  return [new WebhookConsumer(), ...(mail ? [new MailConsumer()] : [])];
}
