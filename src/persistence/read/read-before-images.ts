import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';

/** One issue that an operation changed, and what it kept of the state before. */
export interface BeforeImageRow {
  readonly groupId: string;
  readonly before: Readonly<Record<string, unknown>>;
}

export interface ImagesToRead {
  readonly operation: TenantKey;
  /** The projects that the caller may see. */
  readonly projectIds: readonly string[];
  readonly limit: number;
}

/** The issues that the operation changed, in the order of its outcomes; one more than the limit where there are more. */
export function readBeforeImages(
  tx: Executor,
  { operation, projectIds, limit }: ImagesToRead,
): Promise<BeforeImageRow[]> {
  return tx.rows<BeforeImageRow>(
    statement(
      'read-before-images',
      `select group_id as "groupId", before from bulk_operation_outcomes
       where organization_id = $1 and operation_id = $2 and status = 'CHANGED' and before is not null
         and project_id = any($3::bigint[])
       order by ordinal
       limit $4`,
      [operation.organizationId, operation.id, projectIds, limit + 1],
    ),
  );
}
