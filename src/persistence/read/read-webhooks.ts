import { PING, type WebhookEvent } from '../../domain/webhooks/webhook-event';
import { statement, type Executor } from '../statement';

/** A webhook as it is shown; its secret is not. */
export interface WebhookRow {
  readonly organizationId: string;
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  /** null: all. */
  readonly events: readonly WebhookEvent[] | null;
  /** null: all. */
  readonly projectIds: readonly string[] | null;
  readonly isActive: boolean;
  readonly createdByUserId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When what could not be delivered since the last success was made; null: the last call succeeded, or there was none. */
  readonly failingSince: Date | null;
}

/** Deliveries are made in the order of their ids, so those that failed since the last success are behind it. */
const FAILING_SINCE = `(
  select min(failed.created_at)
  from (
    select coalesce(max(id), 0) as id from (
      select id from webhook_deliveries
      where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'DELIVERED'
        and event <> '${PING}'
      order by id desc limit 1
    ) newest
  ) success
  cross join lateral (
    (select created_at, attempts from webhook_deliveries
     where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'DEAD'
       and event <> '${PING}' and id > success.id
     order by id limit 1)
    union all
    (select created_at, attempts from webhook_deliveries
     where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'PENDING'
       and id > success.id
     order by id limit 1)
  ) failed
  where failed.attempts > 0)`;

const COLUMNS = `organization_id as "organizationId", id, url, description, events, project_ids as "projectIds",
  is_active as "isActive", created_by_user_id as "createdByUserId", created_at as "createdAt", updated_at as "updatedAt",
  ${FAILING_SINCE} as "failingSince"`;

/** The webhooks of an organization, oldest first. */
export function readWebhooks(executor: Executor, organizationId: string): Promise<WebhookRow[]> {
  return executor.rows<WebhookRow>(
    statement('read-webhooks', `select ${COLUMNS} from webhooks where organization_id = $1 order by id`, [
      organizationId,
    ]),
  );
}

/** A webhook of one of the organizations, locked; null: there is none. */
export async function lockWebhook(
  tx: Executor,
  organizationIds: readonly string[],
  id: string,
): Promise<WebhookRow | null> {
  const [row] = await tx.rows<WebhookRow>(
    statement(
      'lock-webhook',
      `select ${COLUMNS} from webhooks where organization_id = any($1::bigint[]) and id = $2 for no key update`,
      [organizationIds, id],
    ),
  );
  return row ?? null;
}

/** A webhook, and what its calls are signed with: the present secret, and for a day the one before. */
export interface WebhookToCall extends WebhookRow {
  readonly secrets: readonly string[];
  readonly organizationSlug: string;
}

/** A webhook with what a call of it needs; null: there is none. */
export async function readWebhookToCall(
  executor: Executor,
  organizationIds: readonly string[],
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<WebhookToCall | null> {
  const [row] = await executor.rows<WebhookToCall>(
    statement(
      'read-webhook-to-call',
      `select ${COLUMNS},
         array[secret] || case when previous_secret_until > $3 then array[previous_secret] end as secrets,
         (select slug from organizations o where o.id = webhooks.organization_id) as "organizationSlug"
       from webhooks where organization_id = any($1::bigint[]) and id = $2`,
      [organizationIds, id, now],
    ),
  );
  return row ?? null;
}

/** Webhooks with a delivery that has been due since a moment, and that nobody holds. */
export function findLateWebhooks(
  executor: Executor,
  since: Date,
): Promise<{ readonly organizationId: string; readonly webhookId: string }[]> {
  return executor.rows(
    statement(
      'find-late-webhooks',
      `select w.organization_id as "organizationId", w.id as "webhookId"
       from webhooks w
       cross join lateral (
         select d.next_attempt_at from webhook_deliveries d
         where d.organization_id = w.organization_id and d.webhook_id = w.id and d.state = 'PENDING'
         order by d.id limit 1
       ) head
       where w.is_active and (w.held_until is null or w.held_until <= $1) and head.next_attempt_at <= $1
       order by w.organization_id, w.id`,
      [since],
    ),
  );
}
