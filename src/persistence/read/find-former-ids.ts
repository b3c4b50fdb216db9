import { statement, type Executor } from '../statement';

/** The ids of issues that were merged into these, and are there no longer. */
export async function findFormerIds(
  executor: Executor,
  organizationId: string,
  groupIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await executor.rows<{ id: string }>(
    statement(
      'find-former-ids',
      `select previous_group_id as id from group_redirects
       where organization_id = $1 and group_id = any($2::bigint[]) and merged_at is not null`,
      [organizationId, groupIds],
    ),
  );
  return rows.map(({ id }) => id);
}
