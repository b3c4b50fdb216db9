import { buildCast } from '../support/model/cast';
import { useTestDatabase } from '../support/test-database';
import { undoRandomCalls } from '../support/undo/random-undo';
import { useBulkMutation } from '../support/use-bulk-mutation';

const ROUNDS = 10;
const RUNS = 50;

const database = useTestDatabase();
const bulk = useBulkMutation(database);

test('U1 U3: 500 random calls are undone, redone and undone again, whatever happened meanwhile', async () => {
  const seed = Date.now() % 1_000_000;
  process.stdout.write(`  seeds ${seed} to ${seed + ROUNDS - 1}\n`);
  for (let round = 0; round < ROUNDS; round += 1) {
    const cast = await buildCast(database);
    expect(await undoRandomCalls({ database, bulk, cast }, { runs: RUNS, seed: seed + round })).toEqual([]);
  }
});
