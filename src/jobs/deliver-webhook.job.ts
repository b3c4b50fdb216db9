import type { DeliverWebhook } from '../application/webhooks/deliver-webhook.handler';
import { defineCallingJob, type Job } from './define-job';
import { readOrganizationPayload } from './organization-payload';

export function deliverWebhookJob(deliverWebhook: DeliverWebhook): Job {
  return defineCallingJob('deliver-webhook', null, async (payload) => {
    const organizationId = readOrganizationPayload(payload);
    const { webhookId } = payload as Partial<Record<string, unknown>>;
    if (typeof webhookId !== 'string') throw new Error('The job names no webhook.');
    await deliverWebhook.execute({ organizationId, webhookId });
  });
}
