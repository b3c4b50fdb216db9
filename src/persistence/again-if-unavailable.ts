import { setTimeout as pause } from 'node:timers/promises';
import { UnavailableError } from '../domain/unavailable-error';
import { hasStalePlan, isUnavailable } from './sql-state';

/** What is waited before each further attempt: a lost connection is replaced at once, a server that starts anew needs a second. */
const PAUSES_MS: readonly number[] = [100, 1_000];
/** Where finding out took longer, somebody has waited long enough. */
const PATIENCE_MS = 3_000;

/**
 * Does work on another connection where the one that it had is lost, or none is to be had, as while the database starts
 * anew; and likewise what fails because a migration has changed a table meanwhile. It must be work of which nothing stays
 * where it fails. Throws UnavailableError after the last attempt.
 */
export async function againIfUnavailable<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    // Each attempt begins after the one before has failed.
    // eslint-disable-next-line no-await-in-loop
    const [tried] = await Promise.allSettled([work()]);
    if (tried.status === 'fulfilled') return tried.value;
    if (!isUnavailable(tried.reason) && !hasStalePlan(tried.reason)) throw tried.reason;
    const pauseMs = PAUSES_MS[attempt];
    if (pauseMs === undefined || performance.now() - startedAt > PATIENCE_MS) {
      throw new UnavailableError('UNCHANGED', tried.reason);
    }
    // eslint-disable-next-line no-await-in-loop
    await pause(pauseMs);
  }
}
