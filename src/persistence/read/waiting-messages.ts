import { statement, type Executor } from '../statement';

/** A message of the outbox, without its issues: there may be many, and statements read them where they lie. */
export interface OutboxMessageRow {
  readonly id: string;
  readonly type: string;
  /** null: a change that is no bulk operation. */
  readonly operationId: string | null;
  /** null: the system, or a token without a user. */
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** How many issues it is about. */
  readonly issues: number;
  readonly createdAt: Date;
}

/** How much one transaction dispatches. */
export interface MessageLimits {
  readonly messages: number;
  /** Issues of all of them; a single message may be about more. */
  readonly issues: number;
}

/** The organizations with messages that have waited since a moment. */
export async function findOrganizationsWithMessages(executor: Executor, since: Date): Promise<readonly string[]> {
  const rows = await executor.rows<{ id: string }>(
    statement(
      'find-organizations-with-messages',
      `select o.id from organizations o
       where exists (select from outbox_messages m
         where m.organization_id = o.id and m.dispatched_at is null and m.created_at <= $1)
       order by o.id`,
      [since],
    ),
  );
  return rows.map(({ id }) => id);
}

/**
 * Waits for the right to dispatch the organization's messages, and holds it until the transaction ends. Whoever gets it
 * sees what the one before has dispatched; not to wait would leave a message behind that was committed after their look.
 */
export async function holdOutbox(tx: Executor, organizationId: string): Promise<void> {
  await tx.rows(
    statement('hold-outbox', `select pg_advisory_xact_lock(hashtextextended('outbox:' || $1::text, 0))`, [
      organizationId,
    ]),
  );
}

/** The first messages that wait, in the order of their ids. */
export function readWaitingMessages(
  tx: Executor,
  organizationId: string,
  limits: MessageLimits,
): Promise<OutboxMessageRow[]> {
  return tx.rows<OutboxMessageRow>(
    statement(
      'read-waiting-messages',
      `select id, type, operation_id as "operationId", actor_id as "actorId", data, issues, created_at as "createdAt"
       from (
         select id, type, operation_id, actor_id, data, created_at, cardinality(group_ids) as issues,
           sum(cardinality(group_ids)) over (order by id) - cardinality(group_ids) as before
         from outbox_messages where organization_id = $1 and dispatched_at is null
         order by id limit $2
       ) m
       where before < $3
       order by id`,
      [organizationId, limits.messages, limits.issues],
    ),
  );
}
