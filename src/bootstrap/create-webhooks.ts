import type { Application } from '../application/application';
import { CreateWebhook } from '../application/webhooks/create-webhook.handler';
import { DeleteWebhook } from '../application/webhooks/delete-webhook.handler';
import { ReadWebhooks } from '../application/webhooks/read-webhooks.handler';
import { ResendDelivery } from '../application/webhooks/resend-delivery.handler';
import { TestWebhook } from '../application/webhooks/test-webhook.handler';
import { UpdateWebhook } from '../application/webhooks/update-webhook.handler';
import type { WebhookDependencies } from '../application/webhooks/webhook-settings';
import { HttpWebhookSender } from './webhook-sender/http-webhook-sender';

type WebhookUseCases = Pick<
  Application,
  'createWebhook' | 'deleteWebhook' | 'readWebhooks' | 'resendDelivery' | 'testWebhook' | 'updateWebhook'
>;

/** The use cases around webhooks. */
export function createWebhooks(dependencies: WebhookDependencies): WebhookUseCases {
  const webhookSender = new HttpWebhookSender({ allowPrivate: dependencies.settings.allowPrivateWebhooks });
  return {
    createWebhook: new CreateWebhook(dependencies),
    deleteWebhook: new DeleteWebhook(dependencies),
    readWebhooks: new ReadWebhooks(dependencies),
    resendDelivery: new ResendDelivery(dependencies),
    testWebhook: new TestWebhook({ ...dependencies, webhookSender }),
    updateWebhook: new UpdateWebhook(dependencies),
  };
}
