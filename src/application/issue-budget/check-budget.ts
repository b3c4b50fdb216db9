import type { Caller } from '../../domain/access';
import { BUDGET_WINDOW_MS, fitsBudget, rateLimited } from '../../domain/bulk/issue-budget';
import type { Problem } from '../../domain/problem';
import { findFullBudget, type Spender } from '../../persistence/read/read-issue-budget';
import type { Executor } from '../../persistence/statement';

/** A call that wants to change issues. */
export interface Expense {
  readonly caller: Pick<Caller, 'tokenId' | 'user' | 'organizations'>;
  /** Issues that it selects. */
  readonly selected: number;
  /** Issues that a caller may change in a minute; 0: any number. */
  readonly limit: number;
  readonly now: Date;
}

/** Why the caller may not change so many issues now, as the recorded operations of the last minute tell; null: nothing speaks against it. */
export async function checkBudget(executor: Executor, expense: Expense): Promise<Problem | null> {
  const { caller, selected, limit, now } = expense;
  if (limit === 0 || selected === 0) return null;
  const { spent, fullSince } = await findFullBudget(executor, { ...spenderOf(caller, now), limit: limit - selected });
  return fitsBudget({ limit, spent, selected }) ? null : rateLimited({ limit, spent, selected, now, fullSince });
}

/** Whose operations of the last minute count: the user's, or of a token without one its own. */
export function spenderOf({ tokenId, user, organizations }: Expense['caller'], now: Date): Spender {
  return {
    organizationIds: organizations.map(({ organizationId }) => organizationId),
    userId: user?.id ?? null,
    tokenId,
    since: new Date(now.getTime() - BUDGET_WINDOW_MS),
  };
}
