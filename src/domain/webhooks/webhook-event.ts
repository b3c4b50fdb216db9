/** What a webhook can be told; each is the `type` of a payload. */
export const WEBHOOK_EVENTS = [
  'issue.created',
  'issue.resolved',
  'issue.unresolved',
  'issue.archived',
  'issue.regressed',
  'issue.escalating',
  'issue.assigned',
  'issue.unassigned',
  'issue.priority_changed',
  'issue.merged',
  'issue.deleted',
  'bulk_operation.completed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What is sent when somebody tries a webhook, whatever it listens to. */
export const PING = 'webhook.ping';

/** What a delivery can be about. */
export type DeliveredEvent = WebhookEvent | typeof PING;

/** Messages of the outbox whose event has another name: from a status that is left, receivers see where an issue has come. */
const RENAMED: readonly (readonly [message: string, event: WebhookEvent])[] = [
  ['issue.unignored', 'issue.unresolved'],
  ['issue.ignored', 'issue.archived'],
];

/** Each type of outbox message that webhooks are told of, with the event that it becomes. */
export const EVENTS_OF_MESSAGES: readonly (readonly [message: string, event: WebhookEvent])[] = [
  ...WEBHOOK_EVENTS.filter((event) => event !== 'issue.archived').map((event) => [event, event] as const),
  ...RENAMED,
];
