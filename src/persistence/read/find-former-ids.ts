import { statement, type Executor } from '../statement';

/** The ids of issues that were merged into these. */
export async function findFormerIds(
  executor: Executor,
  organizationId: string,
  groupIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await executor.rows<{ id: string }>(
    statement(
      'find-former-ids',
      `select previous_group_id as id from group_redirects where organization_id = $1 and group_id = any($2::bigint[])`,
      [organizationId, groupIds],
    ),
  );
  return rows.map(({ id }) => id);
}
