import { MAX_ANSWER_LENGTH, type DeliveryContent } from '../../domain/webhooks/webhook-delivery';
import { webhookPayload, type PayloadOrganization } from '../../domain/webhooks/webhook-payload';
import { storableText } from '../../domain/storable-text';
import { signatureHeaders } from './webhook-secret';
import type { WebhookSender } from './webhook-sender';

/** One call: where to, by whom it is signed, and what it says. */
export interface WebhookCall {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly organization: PayloadOrganization;
  readonly delivery: DeliveryContent & { readonly uuid: string };
  readonly sentAt: Date;
}

/** How a call went, as it is stored; `delivered` is any 2xx. */
export interface CallResult {
  readonly delivered: boolean;
  readonly status: number | null;
  readonly body: string | null;
  readonly error: string | null;
}

/** Makes a call, signed, and judges the answer. */
export async function callWebhook(sender: WebhookSender, call: WebhookCall): Promise<CallResult> {
  const { url, secrets, organization, delivery, sentAt } = call;
  const body = webhookPayload(delivery, organization);
  const answer = await sender.send({
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Muster-Webhooks/1',
      ...signatureHeaders(secrets, { id: delivery.uuid, sentAt, body }),
    },
  });
  if ('error' in answer) return { delivered: false, status: null, body: null, error: answer.error };
  const { status } = answer;
  const delivered = status >= 200 && status < 300;
  const kept = storableText(answer.body).slice(0, MAX_ANSWER_LENGTH);
  return { delivered, status, body: storableText(kept), error: null };
}
