import type { HistoryStatus } from '../../domain/history-status';
import { statement, type Executor } from '../statement';

/** When an issue was last given an entry of a status. */
interface EarlierHistory {
  readonly status: HistoryStatus;
  readonly dateAdded: Date;
}

/** By issue; an issue without entries is missing. */
export type EarlierHistories = ReadonlyMap<string, readonly EarlierHistory[]>;

/** The newest entry of each status in the histories of locked issues, which nobody else goes on meanwhile. */
export async function readEarlierHistories(
  tx: Executor,
  organizationId: string,
  groupIds: readonly string[],
): Promise<EarlierHistories> {
  const rows = await tx.rows<EarlierHistory & { readonly groupId: string }>(
    statement(
      'read-earlier-histories',
      `select group_id as "groupId", status, max(date_added) as "dateAdded"
       from group_histories
       where organization_id = $1 and group_id = any($2::bigint[])
       group by group_id, status`,
      [organizationId, groupIds],
    ),
  );
  const earlier = new Map<string, EarlierHistory[]>();
  for (const row of rows) {
    const known = earlier.get(row.groupId);
    if (known === undefined) earlier.set(row.groupId, [row]);
    else known.push(row);
  }
  return earlier;
}
