import type { DeliveryView, WebhookView } from '../../application/webhooks/read-webhooks.handler';
import { PING, WEBHOOK_EVENTS, type DeliveredEvent, type WebhookEvent } from '../../domain/webhooks/webhook-event';
import { WebhookDeliveryType, WebhookType } from './webhook.type';
import type { DeliveredEventName, WebhookEventName } from './webhook.enums';

const DELIVERED: readonly DeliveredEvent[] = [...WEBHOOK_EVENTS, PING];
const NAMES = new Map(DELIVERED.map((event) => [event, event.replace('.', '_').toUpperCase() as DeliveredEventName]));
const EVENTS = new Map(WEBHOOK_EVENTS.map((event) => [NAMES.get(event), event]));

/** The events of those names. */
export function eventsOf(names: readonly WebhookEventName[]): readonly WebhookEvent[] {
  return names.flatMap((name) => EVENTS.get(name) ?? []);
}

export function presentWebhook({ events, isActive, ...webhook }: WebhookView): WebhookType {
  const names = events?.flatMap((event) => NAMES.get(event) ?? []) ?? [];
  return Object.assign(new WebhookType(), webhook, { events: names as WebhookEventName[], active: isActive });
}

export function presentDelivery({ uuid, event, ...delivery }: DeliveryView): WebhookDeliveryType {
  const nextAttemptAt = delivery.state === 'PENDING' ? delivery.nextAttemptAt : null;
  return Object.assign(new WebhookDeliveryType(), delivery, { id: uuid, event: NAMES.get(event), nextAttemptAt });
}
