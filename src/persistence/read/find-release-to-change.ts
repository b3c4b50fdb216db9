import type { ReleaseStatus } from '../../domain/releases/release';
import { statement, type Executor } from '../statement';

/** A release with the projects that have it. */
export interface ReleaseToChange {
  readonly id: string;
  readonly status: ReleaseStatus;
  readonly projectIds: readonly string[];
}

/** The release of that version; null where the organization has none. */
export async function findReleaseToChange(
  tx: Executor,
  organizationId: string,
  version: string,
): Promise<ReleaseToChange | null> {
  const [row] = await tx.rows<ReleaseToChange>(
    statement(
      'find-release-to-change',
      `select r.id, r.status,
         array(select p.project_id::text from release_projects p
               where p.organization_id = $1 and p.release_id = r.id) as "projectIds"
       from releases r
       where r.organization_id = $1 and r.version = $2`,
      [organizationId, version],
    ),
  );
  return row ?? null;
}

/** The ids of the commits that a release holds. */
export async function findCommitsOfRelease(
  tx: Executor,
  organizationId: string,
  releaseId: string,
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'find-commits-of-release',
      'select commit_id as id from release_commits where organization_id = $1 and release_id = $2',
      [organizationId, releaseId],
    ),
  );
  return rows.map(({ id }) => id);
}
