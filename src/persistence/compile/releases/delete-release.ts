import type { TenantKey } from '../../../domain/tenant-key';
import { statement, type Executor, type Statement } from '../../statement';

/** Projects of a release. */
export interface ReleaseInProjects extends TenantKey {
  readonly projectIds: readonly string[];
}

/** Whether an issue of the projects was met in the release, or is resolved in it. */
export async function isReleaseUsed(
  tx: Executor,
  { organizationId, id, projectIds }: ReleaseInProjects,
): Promise<boolean> {
  const [row] = await tx.rows<{ used: boolean }>(
    statement(
      'is-release-used',
      `select exists (select from group_releases
                      where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[]))
         or exists (select from group_resolutions
                    where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[]))
         or exists (select from groups
                    where organization_id = $1 and first_release_id = $2 and project_id = any ($3::bigint[])) as used`,
      [organizationId, id, projectIds],
    ),
  );
  return row?.used ?? false;
}

/** Locks the release until the transaction ends, so that no project gets it meanwhile. */
export async function lockRelease(tx: Executor, { organizationId, id }: TenantKey): Promise<void> {
  await tx.rows(
    statement('lock-release', 'select from releases where organization_id = $1 and id = $2 for update', [
      organizationId,
      id,
    ]),
  );
}

/** Takes the release from the projects, and deletes it with all that hangs on it where no other project has it. */
export function compileReleaseDeletion({ organizationId, id, projectIds }: ReleaseInProjects): readonly Statement[] {
  const unused = `not exists (select from release_projects p where p.organization_id = $1 and p.release_id = $2)`;
  return [
    statement(
      'delete-release-projects',
      `delete from release_projects
       where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[])`,
      [organizationId, id, projectIds],
    ),
    statement(
      'delete-release-commits',
      `delete from release_commits where organization_id = $1 and release_id = $2 and ${unused}`,
      [organizationId, id],
    ),
    statement('delete-deploys', `delete from deploys where organization_id = $1 and release_id = $2 and ${unused}`, [
      organizationId,
      id,
    ]),
    statement('delete-release', `delete from releases where organization_id = $1 and id = $2 and ${unused}`, [
      organizationId,
      id,
    ]),
  ];
}
