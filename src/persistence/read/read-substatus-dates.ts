import { statement, type Executor } from '../statement';

/** When issues last entered the substatus that they have, as their history says; one of which it says nothing is missing. */
export async function readSubstatusDates(
  tx: Executor,
  organizationId: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.rows<{ id: string; entered: Date }>(
    statement(
      'read-substatus-dates',
      `select g.id, max(h.date_added) as entered
       from groups g
       join group_histories h on h.organization_id = g.organization_id and h.group_id = g.id and h.status = g.substatus
       where g.organization_id = $1 and g.id = any($2::bigint[])
       group by g.id`,
      [organizationId, groupIds],
    ),
  );
  return new Map(rows.map(({ id, entered }) => [id, entered]));
}
