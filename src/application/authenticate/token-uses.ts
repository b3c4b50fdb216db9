import { markTokensUsed } from '../../persistence/compile/set-up/mark-tokens-used';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** For how long a token that was written down as used is not written down again. */
const STALE_MS = 60_000;

/**
 * Which tokens are in use. Requests only leave a note in memory; what has been noted is written down together, in one
 * statement for all and once a minute for each, and never by a request.
 */
export class TokenUses {
  /** Moments in milliseconds, by the ids of tokens: when each was last noted as one to be written down. */
  private readonly noted = new Map<string, number>();
  private waiting = new Set<string>();

  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork; readonly clock: () => Date }) {}

  /** Tokens, by their ids, that have just opened something. */
  note(ids: Iterable<string>): void {
    const now = this.dependencies.clock().getTime();
    for (const id of ids) {
      // A clock that was set back makes everything stale.
      if (Math.abs(now - (this.noted.get(id) ?? -Infinity)) < STALE_MS) continue;
      this.noted.set(id, now);
      this.waiting.add(id);
    }
  }

  /** Writes down what has been noted since the last time. What is lost where the database cannot be asked is noted again within a minute. */
  async record(): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    const now = clock();
    for (const [id, at] of this.noted) if (Math.abs(now.getTime() - at) >= STALE_MS) this.noted.delete(id);
    const ids = [...this.waiting];
    this.waiting = new Set();
    if (ids.length > 0) await markTokensUsed(unitOfWork.reader, ids, now);
  }
}
