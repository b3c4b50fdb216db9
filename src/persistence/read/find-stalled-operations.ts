import type { OperationKey } from '../../domain/bulk-operation';
import { statement, type Executor } from '../statement';

/** A running operation that stands still. */
export interface StalledOperation extends OperationKey {
  /** How many sweeps in a row have found it where it was, this one included. */
  readonly sweeps: number;
}

/** The organizations in which an operation has waited for its turn since before the moment. */
export async function findOrganizationsWithWaiting(executor: Executor, before: Date): Promise<readonly string[]> {
  const rows = await executor.rows<{ organizationId: string }>(
    statement(
      'find-organizations-with-waiting',
      `select distinct organization_id as "organizationId" from bulk_operations
       where state = 'PENDING' and created_at < $1
       order by organization_id`,
      [before],
    ),
  );
  return rows.map(({ organizationId }) => organizationId);
}

/** Running operations of any organization that have not moved since before the moment; notes that they were found. */
export function sweepStalledOperations(
  tx: Executor,
  { before, now }: { readonly before: Date; readonly now: Date },
): Promise<StalledOperation[]> {
  return tx.rows<StalledOperation>(
    statement(
      'sweep-stalled-operations',
      `with moved as (
         select o.organization_id, o.id, greatest(o.started_at, o.frozen_at, max(p.updated_at)) as moved_at
         from bulk_operations o
         left join bulk_operation_pages p on p.organization_id = o.organization_id and p.operation_id = o.id
         where o.state = 'RUNNING'
         group by o.organization_id, o.id
       ), stalled as (
         select o.organization_id, o.id, m.moved_at
         from moved m join bulk_operations o on o.organization_id = m.organization_id and o.id = m.id
         where m.moved_at < $1 and (o.swept_at is null or o.swept_at < $1)
         order by o.organization_id, o.id
         for no key update of o skip locked
       )
       update bulk_operations o
       set swept_at = $2, sweeps = case when o.swept_at > s.moved_at then o.sweeps + 1 else 1 end
       from stalled s
       where o.organization_id = s.organization_id and o.id = s.id and o.state = 'RUNNING'
       returning o.organization_id as "organizationId", o.id as "operationId", o.sweeps`,
      [before, now],
    ),
  );
}
