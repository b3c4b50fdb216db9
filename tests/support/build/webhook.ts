import { randomUUID } from 'node:crypto';
import { insertRow, type Queryable } from './insert-rows';

/** A webhook whose calls do not leave the machine, with one delivery that was given up. */
export async function buildWebhook(
  database: Queryable,
  organizationId: string,
): Promise<{ readonly id: string; readonly deliveryId: string }> {
  const now = new Date();
  const { id } = await insertRow<{ id: string }>(database, 'webhooks', {
    ...{ organization_id: organizationId, url: 'http://127.0.0.1:9/', secret: 'whsec_c2VjcmV0' },
    ...{ created_at: now, updated_at: now },
  });
  const deliveryId = randomUUID();
  await insertRow(database, 'webhook_deliveries', {
    ...{ organization_id: organizationId, webhook_id: id, uuid: deliveryId, event: 'webhook.ping' },
    ...{ group_ids: [], data: {}, occurred_at: now, created_at: now, next_attempt_at: now, expires_at: now },
    ...{ state: 'DEAD', attempts: 1, finished_at: now },
  });
  return { id, deliveryId };
}
