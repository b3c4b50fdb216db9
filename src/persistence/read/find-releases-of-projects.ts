import { statement, type Executor } from '../statement';

/** A version that a project is said to have. */
export interface VersionOfProject {
  readonly organizationId: string;
  readonly projectId: string;
  readonly version: string;
}

/** The release of a version, and whether the project has it. */
export interface ReleaseOfVersion extends VersionOfProject {
  readonly releaseId: string;
  readonly isLinked: boolean;
}

/** The releases of these versions; a version that is no release of the organization is absent. */
export function findReleasesOfProjects(
  executor: Executor,
  wanted: readonly VersionOfProject[],
): Promise<ReleaseOfVersion[]> {
  return executor.rows<ReleaseOfVersion>(
    statement(
      'find-releases-of-projects',
      `select r.organization_id as "organizationId", wanted.project_id as "projectId", r.version, r.id as "releaseId",
         p.release_id is not null as "isLinked"
       from unnest($1::bigint[], $2::bigint[], $3::text[]) as wanted (organization_id, project_id, version)
       join releases r on r.organization_id = wanted.organization_id and r.version = wanted.version
       left join release_projects p on p.organization_id = r.organization_id and p.project_id = wanted.project_id
         and p.release_id = r.id`,
      [
        wanted.map(({ organizationId }) => organizationId),
        wanted.map(({ projectId }) => projectId),
        wanted.map(({ version }) => version),
      ],
    ),
  );
}
