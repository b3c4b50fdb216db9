import { liveAnHour } from '../support/hour/live-an-hour';
import { useOwnDatabase } from '../support/own-database';
import { useBulkMutation } from '../support/use-bulk-mutation';

const HOURS = 12;
const STEPS = 600;

const database = useOwnDatabase('random_hours');
const bulk = useBulkMutation(database);

test('after each of many random hours no row leads nowhere, and everything that is counted adds up', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  process.stdout.write(`  seeds ${seed} to ${seed + HOURS - 1}\n`);
  for (let hour = 0; hour < HOURS; hour += 1) {
    const plan = { start: new Date('2027-03-01T10:20:00.000Z'), steps: STEPS, seed: seed + hour };
    const { wrongs } = await liveAnHour({ database, bulk }, plan);
    expect({ seed: plan.seed, wrongs }).toEqual({ seed: plan.seed, wrongs: [] });
  }
});
