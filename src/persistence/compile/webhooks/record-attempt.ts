import type { DeliveryState } from '../../../domain/webhooks/webhook-delivery';
import { statement, type Statement } from '../../statement';
import type { WebhookKey } from './hold-webhook';

/** How an attempt went. */
export interface Attempt {
  readonly deliveryId: string;
  readonly state: DeliveryState;
  readonly at: Date;
  /** When it is tried again, where it is. */
  readonly nextAttemptAt: Date;
  /** null: nothing came back. */
  readonly status: number | null;
  readonly body: string | null;
  /** null: an answer came. */
  readonly error: string | null;
}

/** Records an attempt of a delivery that was not made yet; the row of one that is gone is not missed. */
export function recordAttempt({ organizationId, webhookId }: WebhookKey, attempt: Attempt): Statement {
  return statement(
    'record-webhook-attempt',
    `update webhook_deliveries set attempts = attempts + 1, state = $4::text, last_attempt_at = $5::timestamptz,
       next_attempt_at = $6, response_status = $7, response_body = $8, error = $9,
       finished_at = case when $4::text <> 'PENDING' then $5::timestamptz end
     where organization_id = $1 and webhook_id = $2 and id = $3 and state = 'PENDING'`,
    [
      ...[organizationId, webhookId, attempt.deliveryId, attempt.state, attempt.at, attempt.nextAttemptAt],
      ...[attempt.status, attempt.body, attempt.error],
    ],
  );
}

/**
 * Gives up the deliveries whose time has run out while they waited behind others that failed. One that was sent again has
 * an attempt left: it is due when its time has run out, and not before.
 */
export function giveUpExpired({ organizationId, webhookId }: WebhookKey, now: Date): Statement {
  return statement(
    'give-up-expired-deliveries',
    `update webhook_deliveries set state = 'DEAD', finished_at = $3, error = $4
     where organization_id = $1 and webhook_id = $2 and state = 'PENDING' and expires_at <= $3 and next_attempt_at < expires_at`,
    [organizationId, webhookId, now, 'It waited behind deliveries that failed until its time had run out.'],
  );
}

/** Lets the first delivery that waits be made now; those behind it have no pause of their own. */
export function endPause({ organizationId, webhookId }: WebhookKey, now: Date): Statement {
  return statement(
    'end-webhook-pause',
    `update webhook_deliveries set next_attempt_at = $3
     where organization_id = $1 and webhook_id = $2 and next_attempt_at > $3 and id = (
       select id from webhook_deliveries
       where organization_id = $1 and webhook_id = $2 and state = 'PENDING'
       order by id limit 1)`,
    [organizationId, webhookId, now],
  );
}

/** Lets a finished delivery be made once more, before all that wait, with one attempt; one that waits already goes on waiting. */
export function resendDelivery({ organizationId, webhookId }: WebhookKey, uuid: string, now: Date): Statement {
  return statement(
    'resend-webhook-delivery',
    `update webhook_deliveries set state = 'PENDING', finished_at = null, next_attempt_at = $4::timestamptz,
       expires_at = least(expires_at, $4::timestamptz)
     where organization_id = $1 and webhook_id = $2 and uuid = $3 and state <> 'PENDING'`,
    [organizationId, webhookId, uuid, now],
  );
}
