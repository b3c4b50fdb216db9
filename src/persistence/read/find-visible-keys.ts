import type { OrganizationAccess } from '../../domain/access';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns, visibleProjectColumns } from './key-columns';

/** Those of the issues that lie in projects of these organizations which the caller sees. */
export function findVisibleKeys(
  executor: Executor,
  keys: readonly TenantKey[],
  organizations: readonly OrganizationAccess[],
): Promise<TenantKey[]> {
  return executor.rows<TenantKey>(
    statement(
      'find-visible-keys',
      `select g.organization_id as "organizationId", g.id
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join groups g on g.organization_id = wanted.organization_id and g.id = wanted.id
       where (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))`,
      [...keyColumns(keys), ...visibleProjectColumns(organizations)],
    ),
  );
}
