import { setTimeout as wait } from 'node:timers/promises';
import { PATIENCE_MS } from './patience';

/** Waits for something to become true; throws after a minute. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await condition());) {
    if (Date.now() > deadline) throw new Error(`It did not happen: ${condition.toString()}`);
    await wait(5);
  }
}
