import { VERSIONED_KEYS } from '../../domain/state/difference';
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

/**
 * Of the same issues those that may have changed since, for whoever has no expectation of his own: all but those whose
 * version and whose only mark, a subscription of `viewerId`, are seen to be as the operation left them. Of a million
 * issues that nobody has touched none need be judged one by one, which took as long as to put them back.
 */
export function readDoubtfulImages(
  tx: Executor,
  { operation, projectIds, limit, after = -1, viewerId }: ImagesToRead & { readonly viewerId: string | null },
): Promise<BeforeImageRow[]> {
  return tx.rows<BeforeImageRow>(
    statement(
      'read-doubtful-images',
      `select o.ordinal, o.group_id as "groupId", o.before
       from bulk_operation_outcomes o
       left join groups g on g.organization_id = o.organization_id and g.id = o.group_id
       left join group_subscriptions s
         on s.organization_id = o.organization_id and s.group_id = o.group_id and s.user_id = $7
       where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED' and o.before is not null
         and o.project_id = any($3::bigint[]) and o.ordinal > $5
         and (g.version = (o.before->>'version')::integer + 1 and o.before ?| $6::text[]
           and o.before->>'mergedInto' is null
           and (not o.before ? 'left' or (o.before->'left') - 'subscription' = '{}' and ${IS_SUBSCRIPTION_AS_LEFT})
         ) is not true
       order by o.ordinal
       limit $4`,
      [operation.organizationId, operation.id, projectIds, limit + 1, after, VERSIONED_KEYS, viewerId],
    ),
  );
}

const IS_SUBSCRIPTION_AS_LEFT = `(s.is_active, s.reason, s.date_added, s.operation_id) is not distinct from (
  (o.before #>> '{left,subscription,isActive}')::boolean, o.before #>> '{left,subscription,reason}',
  (o.before #>> '{left,subscription,dateAdded}')::timestamptz, (o.before #>> '{left,subscription,operationId}')::bigint)`;

/**
 * What the operation kept of the issues with these outcomes, which lie close together: one stretch of the key is read.
 * Without its ends PostgreSQL walks all outcomes of the operation, of a million issues for every thousand.
 */
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
         and ordinal between $4 and $5 and status = 'CHANGED' and before is not null
       order by ordinal`,
      [operation.organizationId, operation.id, ordinals, ordinals.at(0), ordinals.at(-1)],
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
