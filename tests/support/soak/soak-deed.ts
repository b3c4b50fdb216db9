import { setTimeout as delay } from 'node:timers/promises';
import type { Soaking } from './soak-world';

/** Something that a client does again and again. */
export interface Deed {
  /** From one beginning to the next; one that takes longer is followed at once. */
  readonly everyMs: number;
  run(soaking: Soaking, index: number): Promise<void>;
}

/** Does it one after the other until it is told to end. */
export async function repeat(deed: Deed, soaking: Soaking, isOver: () => boolean): Promise<void> {
  for (let index = 0; !isOver(); index += 1) {
    const next = performance.now() + deed.everyMs;
    await deed.run(soaking, index);
    while (!isOver() && performance.now() < next) await delay(Math.min(250, Math.max(1, next - performance.now())));
  }
}

/** So many in a row, from a place that moves with the index, and from the beginning again after the last. */
export function stretch<T>(all: readonly T[], index: number, count: number): readonly T[] {
  const from = (index * 37) % all.length;
  return [...all, ...all].slice(from, from + Math.min(count, all.length));
}

export function nth<T>(all: readonly [T, ...T[]], index: number): T {
  return all[index % all.length] ?? all[0];
}
