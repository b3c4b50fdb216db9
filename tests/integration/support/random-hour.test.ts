import { liveAnHour } from '../../support/hour/live-an-hour';
import { useOwnDatabase } from '../../support/own-database';
import { useBulkMutation } from '../../support/use-bulk-mutation';

const database = useOwnDatabase('random_hour');
const bulk = useBulkMutation(database);

it('after a random hour no row leads nowhere, and everything that is counted adds up', async () => {
  const plan = { start: new Date('2027-03-01T10:20:00.000Z'), steps: 200, seed: 1 };
  const { wrongs, done } = await liveAnHour({ database, bulk }, plan);
  process.stdout.write(`  seed ${plan.seed}: ${[...done].map(([name, times]) => `${name} ${times}`).join(', ')}\n`);
  expect(wrongs).toEqual([]);
});
