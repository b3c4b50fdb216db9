import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns } from './key-columns';

/** The issues into which others have been merged that had these keys; nothing for a key that no merged issue had. */
export function findRedirects(executor: Executor, keys: readonly TenantKey[]): Promise<TenantKey[]> {
  return executor.rows<TenantKey>(
    statement(
      'find-redirects',
      `select r.organization_id as "organizationId", r.group_id as id
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join group_redirects r
         on r.organization_id = wanted.organization_id and r.previous_group_id = wanted.id and r.merged_at is not null`,
      keyColumns(keys),
    ),
  );
}
