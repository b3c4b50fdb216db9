import type { ChildRow, PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import type { DeliveryContent, DeliveryState } from '../../domain/webhooks/webhook-delivery';
import type { DeliveredEvent } from '../../domain/webhooks/webhook-event';
import type { WebhookKey } from '../compile/webhooks/hold-webhook';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';
import { keyColumns } from './key-columns';

/** A delivery that is to be made. */
export interface NextDelivery extends DeliveryContent {
  readonly id: string;
  readonly uuid: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly expiresAt: Date;
}

/** The first delivery that has not been made; null: there is none. */
export async function readNextDelivery(
  tx: Executor,
  { organizationId, webhookId }: WebhookKey,
): Promise<NextDelivery | null> {
  const [row] = await tx.rows<NextDelivery>(
    statement(
      'read-next-delivery',
      `select id, uuid, event, operation_id as "operationId", actor_id as "actorId", group_ids as "issueIds", data,
         occurred_at as "occurredAt", attempts, next_attempt_at as "nextAttemptAt", expires_at as "expiresAt"
       from webhook_deliveries
       where organization_id = $1 and webhook_id = $2 and state = 'PENDING'
       order by id limit 1`,
      [organizationId, webhookId],
    ),
  );
  return row ?? null;
}

/** A delivery as it is shown. */
export interface DeliveryRow {
  readonly organizationId: string;
  readonly webhookId: string;
  /** The place in the order of deliveries. */
  readonly id: string;
  readonly uuid: string;
  readonly event: DeliveredEvent;
  readonly operationId: string | null;
  readonly issueCount: number;
  readonly occurredAt: Date;
  readonly createdAt: Date;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastAttemptAt: Date | null;
  readonly responseStatus: number | null;
  readonly responseBody: string | null;
  readonly error: string | null;
  readonly finishedAt: Date | null;
}

const COLUMNS = `organization_id as "organizationId", webhook_id as "webhookId", id, uuid, event,
  operation_id as "operationId", cardinality(group_ids) as "issueCount", occurred_at as "occurredAt",
  created_at as "createdAt", state, attempts, next_attempt_at as "nextAttemptAt", last_attempt_at as "lastAttemptAt",
  response_status as "responseStatus", response_body as "responseBody", error, finished_at as "finishedAt"`;

/** A page of the deliveries of each webhook with one row more, newest first; of one state only, unless it is null. */
export function readDeliveryPages(
  executor: Executor,
  webhooks: readonly TenantKey[],
  { state, page: { first, after } }: { readonly state: DeliveryState | null; readonly page: PageRequest },
): Promise<(DeliveryRow & ChildRow)[]> {
  return executor.rows<DeliveryRow & ChildRow>(
    statement(
      'read-webhook-delivery-pages',
      `select d.*, d."webhookId" as "parentId"
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       cross join lateral (
         select ${COLUMNS} from webhook_deliveries
         where organization_id = wanted.organization_id and webhook_id = wanted.id
           and ($3::text is null or state = $3) and ($4::bigint is null or id < $4)
         order by id desc limit $5
       ) d
       order by d."webhookId", d.id desc`,
      [...keyColumns(webhooks), state, after, first + 1],
    ),
  );
}

/** How many deliveries each webhook has, in all or of one state. */
export function countDeliveries(
  executor: Executor,
  webhooks: readonly TenantKey[],
  state: DeliveryState | null,
): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-webhook-deliveries',
      `select d.webhook_id as "parentId", count(*)::integer as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join webhook_deliveries d on d.organization_id = wanted.organization_id and d.webhook_id = wanted.id
       where $3::text is null or d.state = $3
       group by d.webhook_id`,
      [...keyColumns(webhooks), state],
    ),
  );
}

/** A delivery of one of the organizations; null: there is none. */
export async function findDelivery(
  executor: Executor,
  organizationIds: readonly string[],
  uuid: string,
): Promise<DeliveryRow | null> {
  const [row] = await executor.rows<DeliveryRow>(
    statement(
      'find-webhook-delivery',
      `select ${COLUMNS} from webhook_deliveries where organization_id = any($1::bigint[]) and uuid = $2`,
      [organizationIds, uuid],
    ),
  );
  return row ?? null;
}
