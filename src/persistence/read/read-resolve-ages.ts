import { statement, type Executor } from '../statement';

/** The resolve ages in hours of those projects that have one, by id. */
export async function readResolveAges(
  executor: Executor,
  organizationId: string,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (projectIds.length === 0) return new Map();
  const rows = await executor.rows<{ id: string; hours: number }>(
    statement(
      'read-resolve-ages',
      `select id, resolve_age as hours from projects
       where organization_id = $1 and id = any($2::bigint[]) and resolve_age is not null`,
      [organizationId, projectIds],
    ),
  );
  return new Map(rows.map(({ id, hours }) => [id, hours]));
}
