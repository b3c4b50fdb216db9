import type { JobRequest } from '../add-jobs';
import type { WebhookKey } from './hold-webhook';

/** The job that makes the deliveries of a webhook: one waits at a time, and the last to be asked for says when. */
export function deliveryJob({ organizationId, webhookId }: WebhookKey, runAt: Date): JobRequest {
  return {
    name: 'deliver-webhook',
    key: `deliver-webhook:${webhookId}`,
    payload: { organizationId, webhookId },
    runAt,
  };
}
