import { statement, type Executor } from '../../statement';

/** Who starts operations, when, and how many of an organization may run at the same time. */
export interface OperationsToStart {
  readonly organizationId: string;
  readonly now: Date;
  readonly limit: number;
}

/**
 * Starts as many of the organization's waiting operations as there is room for, the first asked for first; answers their
 * ids. Whoever starts or ends operations of the organization does so one after the other, so that none stays behind.
 */
export async function startOperations(
  tx: Executor,
  { organizationId, now, limit }: OperationsToStart,
): Promise<readonly string[]> {
  await tx.rows(
    statement(
      'lock-operation-starts',
      `select pg_advisory_xact_lock(hashtextextended('start-operations:' || $1::text, 0))`,
      [organizationId],
    ),
  );
  // One that is being canceled at this moment is passed over: whoever cancels it comes here next.
  const rows = await tx.rows<{ id: string }>(
    statement(
      'start-operations',
      `with room as (
         select greatest($3 - count(*), 0) as operations from bulk_operations where organization_id = $1 and state = 'RUNNING'
       ), next as (
         select id from bulk_operations
         where organization_id = $1 and state = 'PENDING'
         order by id limit (select operations from room)
         for no key update skip locked
       ), started as (
         update bulk_operations o set state = 'RUNNING', started_at = $2
         from next where o.organization_id = $1 and o.id = next.id
         returning o.organization_id, o.id
       )
       select id, pg_notify('muster_operations', organization_id || ':' || id) from started`,
      [organizationId, now, limit],
    ),
  );
  return rows.map(({ id }) => id);
}
