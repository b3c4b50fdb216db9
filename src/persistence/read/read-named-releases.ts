import type { Release } from '../../domain/releases/release';
import { statement, type Executor } from '../statement';

interface Row extends Release {
  readonly projectId: string;
}

/** The release of that version, archived or not, by each of the projects that has it. */
export async function readNamedReleases(
  tx: Executor,
  { organizationId, projectIds }: { readonly organizationId: string; readonly projectIds: readonly string[] },
  version: string,
): Promise<ReadonlyMap<string, Release>> {
  const rows = await tx.rows<Row>(
    statement(
      'read-named-releases',
      `select rp.project_id as "projectId", r.id, r.version, r.date_added as "dateAdded",
         r.date_released as "dateReleased"
       from releases r
       join release_projects rp on rp.organization_id = r.organization_id and rp.release_id = r.id
       where r.organization_id = $1 and r.version = $3 and rp.project_id = any($2::bigint[])`,
      [organizationId, projectIds, version],
    ),
  );
  return new Map(rows.map(({ projectId, ...release }) => [projectId, release]));
}
