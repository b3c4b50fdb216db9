import { problem, type Problem } from '../problem';

/** For how long what a caller has changed counts against the budget. */
export const BUDGET_WINDOW_MS = 60_000;
/** What a caller is told who has no limit: the largest number that GraphQL's Int holds. */
export const NO_LIMIT = 2_147_483_647;

/** What one call would take from a budget that cannot give it. */
export interface Overdraft {
  /** Issues that a caller may change in a minute. */
  readonly limit: number;
  /** Of which these are taken. */
  readonly spent: number;
  /** Issues that the call selects. */
  readonly selected: number;
  readonly now: Date;
  /** When the operation began that has to leave the last minute for the call to fit; null: others are still running. */
  readonly fullSince: Date | null;
}

/** Whether so many issues more can be changed in this minute; a limit of 0 is none. */
export function fitsBudget({ limit, spent, selected }: Pick<Overdraft, 'limit' | 'spent' | 'selected'>): boolean {
  return limit === 0 || selected === 0 || spent + selected <= limit;
}

/** Issues that a caller may still change in this minute. */
export function budgetLeft({ limit, spent }: Pick<Overdraft, 'limit' | 'spent'>): number {
  return limit === 0 ? NO_LIMIT : Math.min(Math.max(limit - spent, 0), NO_LIMIT);
}

/** Why the call is refused, and after how many seconds it would not be; a call larger than the limit never fits. */
export function rateLimited({ limit, spent, selected, now, fullSince }: Overdraft): Problem {
  const details = { limit, remaining: budgetLeft({ limit, spent }), selected };
  if (selected > limit) {
    const message = `You may change ${limit} issues a minute, fewer than these ${selected}; select fewer.`;
    return problem('RATE_LIMITED', { message, details });
  }
  const freeAt = (fullSince?.getTime() ?? 0) + BUDGET_WINDOW_MS;
  const retryAfter = Math.max(Math.ceil((freeAt - now.getTime()) / 1_000), 1);
  const message = `You may change ${limit} issues a minute; try again in ${retryAfter} seconds.`;
  return problem('RATE_LIMITED', { message, details: { ...details, retryAfter } });
}
