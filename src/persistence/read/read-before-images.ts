import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';

/** One issue that an operation changed, and what it kept of the state before. */
export interface BeforeImageRow {
  /** Of the outcome. */
  readonly ordinal: number;
  readonly groupId: string;
  readonly before: Readonly<Record<string, unknown>>;
}

export interface ImagesToRead {
  readonly operation: TenantKey;
  /** The projects that the caller may see. */
  readonly projectIds: readonly string[];
  readonly limit: number;
  /** The ordinal after which they begin; absent: with the first. */
  readonly after?: number;
}

/** Issues that the operation changed, in the order of its outcomes; one more than the limit where there are more. */
export function readBeforeImages(
  tx: Executor,
  { operation, projectIds, limit, after = -1 }: ImagesToRead,
): Promise<BeforeImageRow[]> {
  return tx.rows<BeforeImageRow>(
    statement(
      'read-before-images',
      `select ordinal, group_id as "groupId", before from bulk_operation_outcomes
       where organization_id = $1 and operation_id = $2 and status = 'CHANGED' and before is not null
         and project_id = any($3::bigint[]) and ordinal > $5
       order by ordinal
       limit $4`,
      [operation.organizationId, operation.id, projectIds, limit + 1, after],
    ),
  );
}

/** What the operation kept of the issues with these outcomes. */
export function readImagesOfOutcomes(
  tx: Executor,
  operation: TenantKey,
  ordinals: readonly number[],
): Promise<BeforeImageRow[]> {
  return tx.rows<BeforeImageRow>(
    statement(
      'read-images-of-outcomes',
      `select ordinal, group_id as "groupId", before from bulk_operation_outcomes
       where organization_id = $1 and operation_id = $2 and ordinal = any($3::integer[])
         and status = 'CHANGED' and before is not null
       order by ordinal`,
      [operation.organizationId, operation.id, ordinals],
    ),
  );
}

/** Whether the operation changed issues of other projects than these. */
export async function hasImagesElsewhere(
  tx: Executor,
  { operation, projectIds }: Omit<ImagesToRead, 'limit'>,
): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      'has-images-elsewhere',
      `select from bulk_operation_outcomes
       where organization_id = $1 and operation_id = $2 and status = 'CHANGED' and before is not null
         and project_id <> all($3::bigint[])
       limit 1`,
      [operation.organizationId, operation.id, projectIds],
    ),
  );
  return rows.length > 0;
}
