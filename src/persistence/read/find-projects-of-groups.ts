import { statement, type Executor } from '../statement';

/** The projects of issues, by issue; one that is not there is left out. */
export async function findProjectsOfGroups(
  executor: Executor,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await executor.rows<{ id: string; projectId: string }>(
    statement(
      'find-projects-of-groups',
      `select id, project_id as "projectId" from groups where organization_id = $1 and id = any($2::bigint[])`,
      [organizationId, ids],
    ),
  );
  return new Map(rows.map(({ id, projectId }) => [id, projectId]));
}
