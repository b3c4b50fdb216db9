import { setTimeout as pause } from 'node:timers/promises';
import { isConnectionFailure } from '../persistence/sql-state';

/** What is waited before each further attempt. */
const PAUSES_MS: readonly number[] = [100, 1_000];

/** The database was not to be reached, also not when asked again. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The database cannot be reached.', { cause });
    this.name = 'UnreachableError';
  }
}

/**
 * Does work on another connection where the one that it had is lost, or none is to be had, as while the database starts
 * anew. What was lost may have been committed all the same, so it must be work that may be done twice. Throws
 * UnreachableError after the third attempt.
 */
export async function againIfUnreachable<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    // Each attempt begins after the one before has failed.
    // eslint-disable-next-line no-await-in-loop
    const [tried] = await Promise.allSettled([work()]);
    if (tried.status === 'fulfilled') return tried.value;
    if (!isConnectionFailure(tried.reason)) throw tried.reason;
    const pauseMs = PAUSES_MS[attempt];
    if (pauseMs === undefined) throw new UnreachableError(tried.reason);
    // eslint-disable-next-line no-await-in-loop
    await pause(pauseMs);
  }
}
