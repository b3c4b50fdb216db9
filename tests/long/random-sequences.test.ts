import { playSequences } from '../support/sequences/play-sequences';
import { useTestDatabase } from '../support/test-database';
import { useBulkMutation } from '../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

test('A3 O1 O2 U1 U3: 2,000 random sequences of calls, jobs, undos, cancellations and events are as in the model', async () => {
  const seed = Date.now() % 1_000_000;
  process.stdout.write(`  seed ${seed}\n`);
  expect(await playSequences({ database, bulk }, { runs: 2_000, seed })).toEqual([]);
});
