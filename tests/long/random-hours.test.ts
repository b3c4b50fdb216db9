import { liveAnHour, type HourPlan } from '../support/hour/live-an-hour';
import { useOwnDatabase } from '../support/own-database';
import { useBulkMutation } from '../support/use-bulk-mutation';

const START = new Date('2027-03-01T10:20:00.000Z');

const database = useOwnDatabase('random_hours');
const bulk = useBulkMutation(database);

/** One hour after the other, until something is wrong; the seed of the first is printed. */
async function liveHours(hours: number, plan: Pick<HourPlan, 'steps' | 'lanes'>): Promise<readonly string[]> {
  const first = Date.now() % 1_000_000;
  process.stdout.write(`  seeds ${first} to ${first + hours - 1}\n`);
  for (let seed = first; seed < first + hours; seed += 1) {
    const { wrongs } = await liveAnHour({ database, bulk }, { ...plan, start: START, seed });
    if (wrongs.length > 0) return [`seed ${seed}`, ...wrongs];
  }
  return [];
}

test('after each of 12 random hours no row leads nowhere, and everything that is counted adds up', async () => {
  expect(await liveHours(12, { steps: 600 })).toEqual([]);
});

test('so it is after hours in which four things happen at the same time', async () => {
  expect(await liveHours(6, { steps: 300, lanes: 4 })).toEqual([]);
});
