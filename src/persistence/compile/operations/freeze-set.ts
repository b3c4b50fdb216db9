import type { OperationKey } from '../../../domain/bulk-operation';
import { selected, type GroupSelection } from '../../read/select-group-ids';
import { statement, variedStatement, type Executor, type Statement } from '../../statement';
import { SEARCHED_GROUPS } from '../search-condition';
import { SqlParameters } from '../sql-parameters';

/** Issues a page: a million are a hundred rows, and two workers share 10,001. */
export const ISSUES_A_PAGE = 10_000;

/** How many issues a set may hold, and when it was frozen. */
export interface FreezeLimits {
  readonly limit: number;
  readonly now: Date;
}

/** An issue of the set, and the place of its outcome, from 1. */
export interface FrozenIssue {
  readonly id: string;
  readonly ordinal: number;
}

/**
 * Writes the pages of what a search finds, in id order, without a row of it leaving the database; answers how many issues
 * that are: at most `limit` and one more.
 */
export async function freezeSearch(
  tx: Executor,
  { organizationId, operationId, ...selection }: OperationKey & GroupSelection,
  { limit, now }: FreezeLimits,
): Promise<number> {
  const parameters = new SqlParameters();
  const text = `with found as (
      select g.id from ${SEARCHED_GROUPS} where ${selected(selection, parameters)}
      order by g.id limit ${parameters.add(limit + 1)}::bigint
    ), numbered as (
      select id, row_number() over (order by id) as ordinal from found
    ), inserted as (
      insert into bulk_operation_pages
        (organization_id, operation_id, page, group_ids, first_ordinal, last_ordinal, size, updated_at)
      select ${parameters.add(organizationId)}::bigint, ${parameters.add(operationId)}::bigint, (ordinal - 1) / ${ISSUES_A_PAGE},
        array_agg(id order by id), min(ordinal), max(ordinal), count(*), ${parameters.add(now)}::timestamptz
      from numbered group by (ordinal - 1) / ${ISSUES_A_PAGE}
      returning size
    )
    select coalesce(sum(size), 0)::integer as size from inserted`;
  const [row] = await tx.rows<{ size: number }>(variedStatement('freeze-search', text, parameters.values));
  return row?.size ?? 0;
}

/** Writes the pages of issues that were named, in their order. */
export function insertPages(
  { organizationId, operationId }: OperationKey,
  issues: readonly FrozenIssue[],
  now: Date,
): Statement {
  return statement(
    'insert-operation-pages',
    `insert into bulk_operation_pages
       (organization_id, operation_id, page, group_ids, ordinals, first_ordinal, last_ordinal, size, updated_at)
     select $1, $2, (n.position - 1) / ${ISSUES_A_PAGE}, array_agg(n.group_id order by n.position),
       case when max(n.ordinal) - min(n.ordinal) + 1 > count(*) then array_agg(n.ordinal order by n.position) end,
       min(n.ordinal), max(n.ordinal), count(*), $5
     from unnest($3::bigint[], $4::integer[]) with ordinality n (group_id, ordinal, position)
     group by (n.position - 1) / ${ISSUES_A_PAGE}`,
    [organizationId, operationId, issues.map(({ id }) => id), issues.map(({ ordinal }) => ordinal), now],
  );
}

/** What is known of an operation when its set is frozen. */
export interface FrozenOperation extends OperationKey {
  readonly now: Date;
  /** Named ones that are no part of the set. */
  readonly counts: { readonly notFound: number; readonly skipped: number };
  /** What later steps need to know of the whole set. */
  readonly facts: unknown;
}

/** Notes that the set is frozen, where the operation still runs; the ids that were asked for are not needed any more. */
export function markFrozen({ organizationId, operationId, now, counts, facts }: FrozenOperation): Statement {
  return statement(
    'mark-operation-frozen',
    `update bulk_operations
     set frozen_at = $3, not_found = not_found + $4, skipped = skipped + $5,
       request = request - 'ids' || jsonb_build_object('facts', $6::jsonb)
     where organization_id = $1 and id = $2 and state = 'RUNNING' and frozen_at is null`,
    [organizationId, operationId, now, counts.notFound, counts.skipped, JSON.stringify(facts)],
  );
}
