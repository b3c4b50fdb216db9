import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { keyColumns } from './key-columns';

export interface CommitRow {
  readonly organizationId: string;
  readonly id: string;
  readonly repository: string;
  readonly key: string;
  readonly message: string | null;
  readonly authorEmail: string | null;
  readonly dateAdded: Date;
}

/** Of a commit `c`. */
export const COMMIT_COLUMNS = `c.organization_id as "organizationId", c.id, c.repository, c.key, c.message,
  c.author_email as "authorEmail", c.date_added as "dateAdded"`;

export function readCommits(executor: Executor, keys: readonly TenantKey[]): Promise<CommitRow[]> {
  return executor.rows<CommitRow>(
    statement(
      'read-commits',
      `select ${COMMIT_COLUMNS}
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
       join commits c on c.organization_id = wanted.organization_id and c.id = wanted.id`,
      keyColumns(keys),
    ),
  );
}
