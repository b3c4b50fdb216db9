import type { WebhookEvent } from '../../../domain/webhooks/webhook-event';
import { statement, type Executor, type Statement } from '../../statement';
import type { WebhookKey } from './hold-webhook';

/** What people set of a webhook. */
export interface WebhookSettings {
  readonly url: string;
  readonly description: string | null;
  /** null: all, also those that there are not yet. */
  readonly events: readonly WebhookEvent[] | null;
  /** null: all of the organization. */
  readonly projectIds: readonly string[] | null;
  readonly isActive: boolean;
}

/** A webhook that is to be made. */
export interface NewWebhook extends WebhookSettings {
  readonly organizationId: string;
  readonly secret: string;
  readonly createdByUserId: string | null;
  readonly now: Date;
}

/** Makes a webhook; answers its id. */
export async function insertWebhook(tx: Executor, webhook: NewWebhook): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(
    statement(
      'insert-webhook',
      `insert into webhooks (organization_id, url, description, events, project_ids, is_active, secret,
         created_by_user_id, created_at, updated_at)
       values ($1, $2, $3, $4::text[], $5::bigint[], $6, $7, $8, $9, $9) returning id`,
      [
        ...[webhook.organizationId, webhook.url, webhook.description, webhook.events, webhook.projectIds],
        ...[webhook.isActive, webhook.secret, webhook.createdByUserId, webhook.now],
      ],
    ),
  );
  return row?.id ?? '';
}

/** Sets what people set of a webhook. */
export function updateWebhook(
  { organizationId, webhookId }: WebhookKey,
  settings: WebhookSettings,
  now: Date,
): Statement {
  return statement(
    'update-webhook',
    `update webhooks set url = $3, description = $4, events = $5::text[], project_ids = $6::bigint[], is_active = $7,
       updated_at = $8
     where organization_id = $1 and id = $2`,
    [
      ...[organizationId, webhookId, settings.url, settings.description, settings.events, settings.projectIds],
      ...[settings.isActive, now],
    ],
  );
}

/** A new secret, beside which the one before holds until a moment. */
export interface NewSecret {
  readonly secret: string;
  readonly previousUntil: Date;
}

/** Gives a webhook a new secret. */
export function replaceSecret(
  { organizationId, webhookId }: WebhookKey,
  { secret, previousUntil }: NewSecret,
): Statement {
  return statement(
    'replace-webhook-secret',
    `update webhooks set previous_secret = secret, previous_secret_until = $4, secret = $3
     where organization_id = $1 and id = $2`,
    [organizationId, webhookId, secret, previousUntil],
  );
}

/** Deletes a webhook with its deliveries. */
export function deleteWebhook({ organizationId, webhookId }: WebhookKey): Statement {
  return statement('delete-webhook', 'delete from webhooks where organization_id = $1 and id = $2', [
    organizationId,
    webhookId,
  ]);
}
