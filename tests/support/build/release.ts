import type { ReleaseStatus } from '../../../src/domain/releases/release';
import { parseVersion } from '../../../src/domain/releases/version';
import { insertRow, insertRows, type Queryable } from './insert-rows';
import type { TestProject } from './organization';

export interface TestRelease {
  readonly id: string;
  readonly organizationId: string;
  readonly version: string;
  readonly dateAdded: Date;
}

export interface ReleaseOptions {
  readonly projects: readonly [
    Pick<TestProject, 'id' | 'organizationId'>,
    ...Pick<TestProject, 'id' | 'organizationId'>[],
  ];
  /** Default: now. */
  readonly dateAdded?: Date;
  readonly dateReleased?: Date;
  readonly status?: ReleaseStatus;
}

/** A release of some projects of one organization. */
export async function buildRelease(database: Queryable, version: string, given: ReleaseOptions): Promise<TestRelease> {
  const { projects, dateAdded = new Date(), dateReleased = null, status = 'OPEN' } = given;
  const [{ organizationId }] = projects;
  const semantic = parseVersion(version);
  const { id } = await insertRow<{ id: string }>(database, 'releases', {
    ...{ organization_id: organizationId, version, status },
    ...{ package: semantic?.package ?? null, semver_key: semantic?.key ?? null },
    ...{ date_added: dateAdded, date_released: dateReleased },
  });
  await insertRows(
    database,
    'release_projects',
    projects.map((project) => ({ organization_id: organizationId, project_id: project.id, release_id: id })),
  );
  return { id, organizationId, version, dateAdded };
}
