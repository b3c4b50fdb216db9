import type { DeliveryState } from '../../../domain/webhooks/webhook-delivery';
import { PING } from '../../../domain/webhooks/webhook-event';
import { statement, type Statement } from '../../statement';
import type { WebhookKey } from './hold-webhook';

/** A try of a webhook that is over. */
export interface TestDelivery {
  readonly uuid: string;
  readonly actorId: string | null;
  readonly at: Date;
  readonly state: DeliveryState;
  readonly status: number | null;
  readonly body: string | null;
  readonly error: string | null;
}

/** Records a try beside the deliveries; nothing where the webhook is gone by now. */
export function insertTestDelivery({ organizationId, webhookId }: WebhookKey, test: TestDelivery): Statement {
  return statement(
    'insert-test-delivery',
    `insert into webhook_deliveries (organization_id, webhook_id, uuid, event, actor_id, group_ids, data, occurred_at,
       created_at, state, attempts, next_attempt_at, expires_at, last_attempt_at, response_status, response_body, error,
       finished_at)
     select organization_id, id, $3, $4, $5, '{}', '{}', $6, $6, $7, 1, $6, $6, $6, $8, $9, $10, $6
     from webhooks where organization_id = $1 and id = $2
     for key share`,
    [
      ...[organizationId, webhookId, test.uuid, PING, test.actorId, test.at, test.state, test.status, test.body],
      test.error,
    ],
  );
}
