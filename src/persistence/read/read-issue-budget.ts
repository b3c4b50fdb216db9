import { statement, type Executor } from '../statement';

/** Whose operations count, and since when. */
export interface Spender {
  readonly organizationIds: readonly string[];
  /** null: the token belongs to no user, and its own operations count. */
  readonly userId: string | null;
  readonly tokenId: string;
  readonly since: Date;
}

// What a job has still to do, or had to, is in its pages.
const SELECTED = `o.changed + o.unchanged + o.not_found + o.conflict + o.invalid + o.skipped + o.pending
  + case when o.frozen_at is null then 0 else (
    select coalesce(sum(p.size), 0) from bulk_operation_pages p
    where p.organization_id = o.organization_id and p.operation_id = o.id) end`;
const OF_SPENDER = `o.organization_id = any($1::bigint[]) and o.started_at > $4
  and (o.actor_id = $2 or (o.actor_id is null and o.token_id = $3))`;

/** How many issues the operations have selected that began since then. */
export async function readSpentIssues(executor: Executor, spender: Spender): Promise<number> {
  const [row] = await executor.rows<{ spent: number }>(
    statement(
      'read-spent-issues',
      `select coalesce(sum(${SELECTED}), 0)::float8 as spent from bulk_operations o where ${OF_SPENDER}`,
      columnsOf(spender),
    ),
  );
  return row?.spent ?? 0;
}

/** The same with the moment at which the latest operation began that with all later ones exceeds `limit`; null: none does. */
export async function findFullBudget(
  executor: Executor,
  { limit, ...spender }: Spender & { readonly limit: number },
): Promise<{ readonly spent: number; readonly fullSince: Date | null }> {
  const [row] = await executor.rows<{ spent: number; fullSince: Date | null }>(
    statement(
      'find-full-budget',
      `select coalesce(max(later), 0)::float8 as spent, max(started_at) filter (where later > $5) as "fullSince"
       from (
         select o.started_at, sum(${SELECTED}) over (order by o.started_at desc, o.id desc) as later
         from bulk_operations o where ${OF_SPENDER}
       ) operations`,
      [...columnsOf(spender), limit],
    ),
  );
  return row ?? { spent: 0, fullSince: null };
}

function columnsOf({ organizationIds, userId, tokenId, since }: Spender): unknown[] {
  return [organizationIds, userId, tokenId, since];
}
