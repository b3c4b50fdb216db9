import { statement, type Executor, type Statement } from '../../statement';

/** A webhook. */
export interface WebhookKey {
  readonly organizationId: string;
  readonly webhookId: string;
}

/** Who wants to make the deliveries of a webhook, and until when. */
export interface Hold {
  readonly holder: string;
  readonly now: Date;
  readonly until: Date;
}

/** What a call of a held webhook needs. */
export interface HeldWebhook {
  readonly url: string;
  /** The present one first; for a day after a change, the one before as well. */
  readonly secrets: readonly string[];
  readonly organizationSlug: string;
}

/**
 * Holds a webhook, or holds it for longer; null: somebody else does, it is switched off, or there is none. Whoever dies
 * holds it no longer than until the moment that they named.
 */
export async function holdWebhook(tx: Executor, key: WebhookKey, hold: Hold): Promise<HeldWebhook | null> {
  const [row] = await tx.rows<HeldWebhook>(
    statement(
      'hold-webhook',
      `update webhooks w set holder = $3, held_until = $5
       from organizations o
       where w.organization_id = $1 and w.id = $2 and o.id = w.organization_id and w.is_active
         and (w.holder is null or w.holder = $3 or w.held_until <= $4)
       returning w.url, o.slug as "organizationSlug",
         array[w.secret] || case when w.previous_secret_until > $4 then array[w.previous_secret] end as secrets`,
      [key.organizationId, key.webhookId, hold.holder, hold.now, hold.until],
    ),
  );
  return row ?? null;
}

/** Lets a webhook go, where it is still held by the one who lets it go. */
export function releaseWebhook({ organizationId, webhookId }: WebhookKey, holder: string): Statement {
  return statement(
    'release-webhook',
    `update webhooks set holder = null, held_until = null
     where organization_id = $1 and id = $2 and holder = $3`,
    [organizationId, webhookId, holder],
  );
}
