import { statement, type Executor } from '../statement';

/** Which of these organizations hold any of the issues; for callers who reach several. */
export async function findOrganizationsOfGroups(
  executor: Executor,
  organizationIds: readonly string[],
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await executor.rows<{ organizationId: string }>(
    statement(
      'find-organizations-of-groups',
      `select distinct organization_id as "organizationId" from groups
       where organization_id = any($1::bigint[]) and id = any($2::bigint[])`,
      [organizationIds, ids],
    ),
  );
  return rows.map(({ organizationId }) => organizationId);
}
