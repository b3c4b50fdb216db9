import type { Caller } from '../../domain/access';
import { budgetLeft, fitsBudget, NO_LIMIT, rateLimited } from '../../domain/bulk/issue-budget';
import type { Problem } from '../../domain/problem';
import { findFullBudget, readSpentIssues } from '../../persistence/read/read-issue-budget';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { spenderOf } from './check-budget';

/** For how long what the database said about a caller is believed. */
const FRESH_MS = 1_000;

/** What the budgets are made of. */
export interface IssueBudgetsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: {
    /** Issues that a caller may change in a minute; 0: any number. */
    readonly issuesPerMinute: number;
  };
}

/** What this process knows about one caller. */
interface Ledger {
  readAt: number;
  /** By operations that are recorded, those of this process since it was read included. */
  spent: number;
  /** By calls of this process that are still running. */
  held: number;
  /** By calls of this process that have ended, ever. */
  ended: number;
  /** Calls that use it, also those that hold nothing yet. */
  calls: number;
}

/** How often the records are read again because calls have ended meanwhile. */
const READS = 3;

/** One call's share of the caller's budget. */
export interface Spending {
  /** Takes so many issues out of the budget, or says why not. A transaction that is repeated takes again. */
  take(tx: Executor, selected: number): Promise<Problem | null>;
}

const UNLIMITED: Spending = { take: () => Promise.resolve(null) };

/**
 * How many issues each caller may still change in this minute. The records of the operations are the account; summing
 * those of a busy caller (20,000 calls a minute) takes 5 ms, and a row to count in would be locked as long as a call
 * runs. So a process asks once a second, outside any transaction, and adds its own calls in between. Several servers
 * together can exceed a limit by what they change within a second.
 */
export class IssueBudgets {
  private readonly ledgers = new Map<string, Ledger>();
  private sweptAt = 0;

  constructor(private readonly dependencies: IssueBudgetsDependencies) {}

  /** Issues that the caller may still change in this minute, by what is recorded. */
  async left(caller: Caller): Promise<number> {
    if (this.limit === 0) return NO_LIMIT;
    return budgetLeft({ limit: this.limit, spent: await this.read(caller, this.dependencies.clock()) });
  }

  /** Lets a call spend; what it took is free again where it is refused or fails. */
  async spend<Answer extends { readonly refused: boolean }>(
    caller: Caller,
    call: (spending: Spending) => Promise<Answer>,
  ): Promise<Answer> {
    if (this.limit === 0) return call(UNLIMITED);
    const ledger = this.enter(caller);
    let held = 0;
    let spent = 0;
    const take: Spending['take'] = async (tx, selected) => {
      ledger.held -= held;
      held = 0;
      const refusal = this.fits(ledger, selected) ? null : await this.askAgain(tx, { caller, ledger, selected });
      if (refusal !== null) return refusal;
      held = selected;
      ledger.held += held;
      return null;
    };
    try {
      await this.renew(ledger, caller);
      const answer = await call({ take });
      spent = answer.refused ? 0 : held;
      return answer;
    } finally {
      ledger.calls -= 1;
      ledger.held -= held;
      ledger.spent += spent;
      ledger.ended += spent;
    }
  }

  private fits({ spent, held }: Ledger, selected: number): boolean {
    return fitsBudget({ limit: this.limit, spent: spent + held, selected });
  }

  private get limit(): number {
    return this.dependencies.settings.issuesPerMinute;
  }

  private read(caller: Caller, now: Date): Promise<number> {
    return readSpentIssues(this.dependencies.unitOfWork.reader, spenderOf(caller, now));
  }

  /** The caller's ledger, which is not forgotten as long as a call uses it. */
  private enter(caller: Caller): Ledger {
    const key = caller.user === null ? `token:${caller.tokenId}` : `user:${caller.user.id}`;
    const ledger = this.ledgers.get(key) ?? { readAt: -Infinity, spent: 0, held: 0, ended: 0, calls: 0 };
    this.ledgers.set(key, ledger);
    ledger.calls += 1;
    return ledger;
  }

  private async renew(ledger: Ledger, caller: Caller): Promise<void> {
    const now = this.dependencies.clock();
    if (isFresh(ledger, now)) return;
    this.sweep(now);
    await recount(ledger, async () => ({ spent: await this.read(caller, now) }));
    ledger.readAt = now.getTime();
  }

  /** Before a call is refused the records are read anew; they tell also when there will be room. */
  private async askAgain(
    tx: Executor,
    { caller, ledger, selected }: { caller: Caller; ledger: Ledger; selected: number },
  ): Promise<Problem | null> {
    const now = this.dependencies.clock();
    const { limit } = this;
    const recorded = await recount(ledger, () =>
      findFullBudget(tx, { ...spenderOf(caller, now), limit: limit - ledger.held - selected }),
    );
    if (this.fits(ledger, selected)) return null;
    return rateLimited({ limit, selected, now, ...recorded, spent: ledger.spent + ledger.held });
  }

  /** Forgets, once a second, whom it would ask about again anyway. */
  private sweep(now: Date): void {
    if (Math.abs(now.getTime() - this.sweptAt) < FRESH_MS) return;
    this.sweptAt = now.getTime();
    for (const [key, ledger] of this.ledgers) {
      if (ledger.calls === 0 && !isFresh(ledger, now)) this.ledgers.delete(key);
    }
  }
}

/**
 * Takes over what the records say. Of a call that ends while they are read nobody knows whether they tell of it already,
 * so they are read again; where calls end all the time they count twice rather than not at all.
 */
async function recount<Recorded extends { readonly spent: number }>(
  ledger: Ledger,
  read: () => Promise<Recorded>,
): Promise<Recorded> {
  for (let reads = 1; ; reads += 1) {
    const { ended } = ledger;
    // eslint-disable-next-line no-await-in-loop
    const recorded = await read();
    const meanwhile = ledger.ended - ended;
    ledger.spent = recorded.spent + meanwhile;
    if (meanwhile === 0 || reads === READS) return recorded;
  }
}

/** A clock that was set back makes everything stale. */
function isFresh({ readAt }: Ledger, now: Date): boolean {
  const age = now.getTime() - readAt;
  return age >= 0 && age < FRESH_MS;
}
