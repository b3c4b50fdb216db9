import type { DeliveryState } from '../../domain/webhooks/webhook-delivery';
import type { DeliveredEvent } from '../../domain/webhooks/webhook-event';
import { defineEnum } from '../define-enum';

/** The name of an event in the API: without dots, which names cannot have. */
type Name<Event extends string> = Event extends `${infer Before}.${infer After}`
  ? `${Uppercase<Before>}_${Uppercase<After>}`
  : never;
export type DeliveredEventName = Name<DeliveredEvent>;
export type WebhookEventName = Exclude<DeliveredEventName, 'WEBHOOK_PING'>;

const EVENTS: Record<WebhookEventName, string> = {
  ISSUE_CREATED: 'A new issue came up.',
  ISSUE_RESOLVED: 'Issues were resolved: by somebody, by a commit, or because nothing happened for long.',
  ISSUE_UNRESOLVED:
    'Issues are open again: somebody reopened them, what archived them has ended, or they were not deleted after all.',
  ISSUE_ARCHIVED: 'Issues were archived (status IGNORED).',
  ISSUE_REGRESSED: 'A resolved issue happened again.',
  ISSUE_ESCALATING: 'An issue happens more often than forecast.',
  ISSUE_ASSIGNED: 'Issues were assigned to a person or a team.',
  ISSUE_UNASSIGNED: 'Issues are assigned to nobody any more.',
  ISSUE_PRIORITY_CHANGED: 'The priority of issues changed.',
  ISSUE_MERGED: 'Issues were merged into another one, after the time in which that can be undone.',
  ISSUE_DELETED: 'Issues were deleted or discarded; it may still be undone.',
  BULK_OPERATION_COMPLETED:
    'A bulk operation has ended, in whichever state; it comes behind the events of its issues, except ISSUE_MERGED.',
};

export const WebhookEventEnum = defineEnum<WebhookEventName>(
  'WebhookEvent',
  'What a webhook is told. In payloads the names are written small and with a dot, for example `issue.priority_changed`.',
  EVENTS,
);

export const WebhookDeliveryEventEnum = defineEnum<DeliveredEventName>(
  'WebhookDeliveryEvent',
  'What a delivery tells: an event, or that somebody tried the webhook.',
  { ...EVENTS, WEBHOOK_PING: 'Somebody tried the webhook.' },
);

export const WebhookDeliveryStateEnum = defineEnum<DeliveryState>('WebhookDeliveryState', 'How a delivery goes.', {
  PENDING: 'It has not been made yet, or is tried again.',
  DELIVERED: 'It was answered with a status from 200 to 299.',
  DEAD: 'It was given up: no attempt succeeded for three days.',
});
