import type { ChildRow, PageRequest } from '../../domain/page';
import type { ReleaseStatus } from '../../domain/releases/release';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';
import { keyColumns } from './key-columns';

export interface ReleaseRow {
  readonly organizationId: string;
  readonly id: string;
  readonly version: string;
  readonly status: ReleaseStatus;
  readonly dateAdded: Date;
  readonly dateReleased: Date | null;
}

/** Of a release `r`. */
export const RELEASE_COLUMNS = `r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
  r.date_released as "dateReleased"`;

export function readReleases(executor: Executor, keys: readonly TenantKey[]): Promise<ReleaseRow[]> {
  return executor.rows<ReleaseRow>(
    statement(
      'read-releases',
      `select ${RELEASE_COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join releases r on r.organization_id = wanted.organization_id and r.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}

/** A page of each project's releases with one row more, the newest first: by the date of release, else of creation. */
export function readReleasePages(
  executor: Executor,
  projects: readonly TenantKey[],
  { first, after }: PageRequest,
): Promise<(ReleaseRow & ChildRow)[]> {
  return executor.rows<ReleaseRow & ChildRow>(
    statement(
      'read-release-pages',
      `select wanted.project_id as "parentId", page.*
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
       cross join lateral (
         select ${RELEASE_COLUMNS}
         from release_projects p
         join releases r on r.organization_id = p.organization_id and r.id = p.release_id
         where p.organization_id = wanted.organization_id and p.project_id = wanted.project_id
           and ($3::bigint is null or (coalesce(r.date_released, r.date_added), r.id) < (
             select coalesce(a.date_released, a.date_added), a.id from releases a
             where a.organization_id = wanted.organization_id and a.id = $3))
         order by coalesce(r.date_released, r.date_added) desc, r.id desc
         limit $4
       ) page
       order by wanted.project_id, coalesce(page."dateReleased", page."dateAdded") desc, page.id desc`,
      [...keyColumns(projects), after, first + 1],
    ),
  );
}

export function countReleases(executor: Executor, projects: readonly TenantKey[]): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-releases',
      `select p.project_id as "parentId", count(*)::integer as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
       join release_projects p on p.organization_id = wanted.organization_id and p.project_id = wanted.project_id
       group by p.project_id`,
      keyColumns(projects),
    ),
  );
}
