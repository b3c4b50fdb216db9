import type { OrganizationAccess } from '../../domain/access';
import { DELETED_STATUSES } from '../../domain/group';
import type { PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { RELEASE_COLUMNS, type ReleaseRow } from './read-releases';

/** What a release holds, as far as the caller sees. */
export interface ReleaseDetailsRow {
  readonly id: string;
  readonly projectIds: readonly string[];
  readonly commitCount: number;
  /** The newest of its commits; null: it has none. */
  readonly lastCommitId: string | null;
  readonly deployCount: number;
  /** The one that was finished last; null: there was none. */
  readonly lastDeployId: string | null;
  /** Issues that were met in it first. */
  readonly newGroups: number;
}

/** The release of that version, if one of the projects has it. */
export async function findRelease(
  executor: Executor,
  { organizationId, projects }: OrganizationAccess,
  version: string,
): Promise<ReleaseRow | null> {
  const [row] = await executor.rows<ReleaseRow>(
    statement(
      'find-release',
      `select ${RELEASE_COLUMNS}
       from releases r
       where r.organization_id = $1 and r.version = $2 and exists (
         select from release_projects p
         where p.organization_id = $1 and p.release_id = r.id and p.project_id = any ($3::bigint[]))`,
      [organizationId, version, [...projects.keys()]],
    ),
  );
  return row ?? null;
}

/** A page of the releases that any of the projects has, with one row more: by the date of release, else of creation. */
export function readReleasesOfProjects(
  executor: Executor,
  { organizationId, projectIds }: { readonly organizationId: string; readonly projectIds: readonly string[] },
  { first, after }: PageRequest,
): Promise<ReleaseRow[]> {
  return executor.rows<ReleaseRow>(
    statement(
      'read-releases-of-organization',
      `select ${RELEASE_COLUMNS}
       from releases r
       where r.organization_id = $1 and exists (
           select from release_projects p
           where p.organization_id = $1 and p.release_id = r.id and p.project_id = any ($2::bigint[]))
         and ($3::bigint is null or (coalesce(r.date_released, r.date_added), r.id) < (
           select coalesce(a.date_released, a.date_added), a.id from releases a
           where a.organization_id = $1 and a.id = $3))
       order by coalesce(r.date_released, r.date_added) desc, r.id desc
       limit $4`,
      [organizationId, projectIds, after, first + 1],
    ),
  );
}

/** The newest release before this one that holds commits and that a project of this one, as far as the caller sees, has. */
export async function findPreviousWithCommits(
  executor: Executor,
  { organizationId, projects }: OrganizationAccess,
  releaseId: string,
): Promise<ReleaseRow | null> {
  const [row] = await executor.rows<ReleaseRow>(
    statement(
      'find-previous-release-with-commits',
      `select ${RELEASE_COLUMNS}
       from releases this
       join releases r on r.organization_id = $1
         and (coalesce(r.date_released, r.date_added), r.id) < (coalesce(this.date_released, this.date_added), this.id)
       where this.organization_id = $1 and this.id = $2
         and exists (select from release_commits c where c.organization_id = $1 and c.release_id = r.id)
         and exists (
           select from release_projects own
           join release_projects other on other.organization_id = $1 and other.project_id = own.project_id
           where own.organization_id = $1 and own.release_id = this.id and other.release_id = r.id
             and own.project_id = any ($3::bigint[]))
       order by coalesce(r.date_released, r.date_added) desc, r.id desc
       limit 1`,
      [organizationId, releaseId, [...projects.keys()]],
    ),
  );
  return row ?? null;
}

/** What the releases hold, in no order: one statement for any number. */
export function readReleaseDetails(
  executor: Executor,
  { organizationId, projects }: OrganizationAccess,
  releases: readonly Pick<TenantKey, 'id'>[],
): Promise<ReleaseDetailsRow[]> {
  return executor.rows<ReleaseDetailsRow>(
    statement('read-release-details', DETAILS, [
      organizationId,
      releases.map(({ id }) => id),
      [...projects.keys()],
      DELETED_STATUSES,
    ]),
  );
}

const DETAILS = `
  select wanted.id,
    array(select p.project_id::text from release_projects p
          where p.organization_id = $1 and p.release_id = wanted.id and p.project_id = any ($3::bigint[])
          order by p.project_id) as "projectIds",
    (select count(*)::integer from release_commits c
     where c.organization_id = $1 and c.release_id = wanted.id) as "commitCount",
    (select c.id from release_commits h
     join commits c on c.organization_id = h.organization_id and c.id = h.commit_id
     where h.organization_id = $1 and h.release_id = wanted.id
     order by c.date_added desc, c.id desc limit 1) as "lastCommitId",
    (select count(*)::integer from deploys d
     where d.organization_id = $1 and d.release_id = wanted.id) as "deployCount",
    (select d.id from deploys d
     where d.organization_id = $1 and d.release_id = wanted.id
     order by d.date_finished desc, d.id desc limit 1) as "lastDeployId",
    (select count(*)::integer from groups g
     where g.organization_id = $1 and g.first_release_id = wanted.id and g.project_id = any ($3::bigint[])
       and g.status <> all ($4::text[])) as "newGroups"
  from unnest($2::bigint[]) as wanted (id)`;
