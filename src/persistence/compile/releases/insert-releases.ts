import { statement, type Executor } from '../../statement';

/** A release that is to be there. */
export interface NewRelease {
  readonly organizationId: string;
  readonly version: string;
  /** As `semverKey`, null unless the version is semantic. */
  readonly package: string | null;
  readonly semverKey: string | null;
  readonly dateAdded: Date;
  readonly dateReleased: Date | null;
}

/** A release of a project. */
export interface ReleaseOfProject {
  readonly organizationId: string;
  readonly projectId: string;
  readonly releaseId: string;
}

/**
 * Makes the releases that the organizations do not have. Where another transaction is making the same one, this waits
 * for its end; the release is then to be found. The versions are made in one order, so that no two wait for each other.
 */
export async function insertReleases(tx: Executor, releases: readonly NewRelease[]): Promise<void> {
  await tx.rows(
    statement(
      'insert-releases',
      `insert into releases (organization_id, version, package, semver_key, date_added, date_released)
       select organization_id, version, package, semver_key, date_added, date_released
       from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
         as new (organization_id, version, package, semver_key, date_added, date_released)
       order by organization_id, version
       on conflict (organization_id, version) do nothing`,
      [
        releases.map(({ organizationId }) => organizationId),
        releases.map(({ version }) => version),
        releases.map((release) => release.package),
        releases.map(({ semverKey }) => semverKey),
        releases.map(({ dateAdded }) => dateAdded),
        releases.map(({ dateReleased }) => dateReleased),
      ],
    ),
  );
}

/** Gives projects their releases; answers those that a project did not have. */
export function linkReleases(tx: Executor, links: readonly ReleaseOfProject[]): Promise<ReleaseOfProject[]> {
  return tx.rows<ReleaseOfProject>(
    statement(
      'link-releases',
      `insert into release_projects (organization_id, project_id, release_id)
       select organization_id, project_id, release_id
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as new (organization_id, project_id, release_id)
       order by organization_id, project_id, release_id
       on conflict (organization_id, project_id, release_id) do nothing
       returning organization_id as "organizationId", project_id as "projectId", release_id as "releaseId"`,
      columnsOf(links),
    ),
  );
}

/** Three array parameters: organizations, projects and releases. */
export function columnsOf(links: readonly ReleaseOfProject[]): readonly (readonly string[])[] {
  return [
    links.map(({ organizationId }) => organizationId),
    links.map(({ projectId }) => projectId),
    links.map(({ releaseId }) => releaseId),
  ];
}
