import { BusyError } from '../../../src/persistence/unit-of-work';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';
import { DEEDS } from './hour-deeds';
import { wrongsOf } from './hour-ends';
import { runByClock, runDueJobs } from './hour-jobs';
import { buildHourWorld, type HourWorld } from './hour-world';

/** Longer than any window, and than the patience of the sweeps. */
const LATER_MS = 30 * 60_000;
/** Steps after which everything comes to rest, so that what goes wrong is found before a deletion takes it away. */
const STEPS_TO_REST = 120;

export interface HourPlan {
  readonly start: Date;
  readonly steps: number;
  readonly seed: number;
  /** How many things happen at the same time; where several do, the seed does not decide everything. */
  readonly lanes?: number;
}

/** What was wrong in the end, and how often each thing had happened. */
export interface LivedHour {
  readonly wrongs: readonly string[];
  readonly done: ReadonlyMap<string, number>;
}

/** Lets things happen at random for an hour, then lets the jobs come to their end, and looks. */
export async function liveAnHour(
  tools: { readonly database: TestDatabase; readonly bulk: BulkMutation },
  { start, steps, seed, lanes = 1 }: HourPlan,
): Promise<LivedHour> {
  const world = await buildHourWorld(tools, { start, seed });
  const pace = (2 * 3_600_000) / steps;
  for (let step = 1; step <= steps; step += 1) {
    moveOn(world, world.random(pace));
    await Promise.all(Array.from({ length: lanes }, () => doSomething(world)));
    if (step % STEPS_TO_REST !== 0 && step !== steps) continue;
    await comeToRest(world);
    const wrongs = await wrongsOf(world, { countsDeletions: lanes === 1 });
    if (wrongs.length > 0) return { wrongs: [`after ${step} steps`, ...wrongs], done: world.done };
  }
  return { wrongs: [], done: world.done };
}

function moveOn(world: HourWorld, milliseconds: number): void {
  world.now = new Date(world.now.getTime() + milliseconds);
  world.bulk.now = world.now;
}

async function doSomething(world: HourWorld): Promise<void> {
  let place = world.random(DEEDS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [name, weight, deed] of DEEDS) {
    place -= weight;
    if (place >= 0) continue;
    world.done.set(name, (world.done.get(name) ?? 0) + 1);
    await deed(world).catch(passOverBusy);
    return;
  }
}

/** Whoever finds others at work for too long comes back another time. */
function passOverBusy(error: unknown): void {
  if (!(error instanceof BusyError)) throw error;
}

/** What jobs have left to others is due after a while; a few times, since work leads to work. */
async function comeToRest(world: HourWorld): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    moveOn(world, LATER_MS);
    await runByClock(world, 'all');
    await runDueJobs(world);
  }
}
