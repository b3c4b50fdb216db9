import type { OrganizationAccess } from '../../domain/access';
import type { ChildRow, PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns, visibleProjectColumns } from './key-columns';

export interface ProjectRow {
  readonly organizationId: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
  readonly features: readonly string[];
  /** Hours; null: never. */
  readonly resolveAge: number | null;
  /** The public part of the oldest active key; null where every key is switched off. */
  readonly publicKey: string | null;
  readonly createdAt: Date;
}

const COLUMNS = `p.organization_id as "organizationId", p.id, p.slug, p.name, p.platform, p.features,
  p.resolve_age as "resolveAge", p.created_at as "createdAt",
  (select k.public_key from project_keys k
   where k.organization_id = p.organization_id and k.project_id = p.id and k.active
   order by k.created_at, k.public_key limit 1) as "publicKey"`;

export function readProjects(executor: Executor, keys: readonly TenantKey[]): Promise<ProjectRow[]> {
  return executor.rows<ProjectRow>(
    statement(
      'read-projects',
      `select ${COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join projects p on p.organization_id = wanted.organization_id and p.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}

/** A page of the visible projects of each organization with one row more, in id order. */
export function readProjectPages(
  executor: Executor,
  organizations: readonly OrganizationAccess[],
  { first, after }: PageRequest,
): Promise<(ProjectRow & ChildRow)[]> {
  return executor.rows<ProjectRow & ChildRow>(
    statement(
      'read-project-pages',
      `select p.organization_id as "parentId", ${COLUMNS}
       from (
         select organization_id, project_id,
           row_number() over (partition by organization_id order by project_id) as position
         from unnest($1::bigint[], $2::bigint[]) as visible (organization_id, project_id)
         where $3::bigint is null or project_id > $3
       ) page
       join projects p on p.organization_id = page.organization_id and p.id = page.project_id
       where page.position <= $4
       order by p.organization_id, p.id`,
      [...visibleProjectColumns(organizations), after, first + 1],
    ),
  );
}
