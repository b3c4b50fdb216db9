import { RunBulkOperation } from '../../../../src/application/run-bulk-operation/run-bulk-operation.handler';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { IntervenedUnitOfWork, type Intervention } from '../../../support/intervened-unit-of-work';
import { runOperation } from '../../../support/run-operations';
import { SETTINGS } from '../../../support/settings';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const STEP = 2;
const SECOND = 1_000;
const SURPRISE = new Error('nobody knows this issue');

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
let ids: readonly string[];
let now: Date;
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 6, { project: world.project })).map(({ id }) => id);
  now = new Date();
});

const ask = (): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids, input: { priority: 'HIGH' }, options: { mode: 'ASYNC' } });
const keyOf = ({ operationId }: BulkAnswer) => ({ organizationId: world.organization.id, operationId });
const stateOf = async ({ operationId }: BulkAnswer): Promise<unknown> => (await bulk.read(operationId)).record['state'];

/** A worker whose database fails where it is told to; how many issues each of its steps wants is noted, and it gets STEP. */
function worker(wanted: unknown[], fails: (label: string) => boolean): IntervenedUnitOfWork {
  const intervene: Intervention = (statement) => {
    if (fails(statement.label)) throw SURPRISE;
    if (statement.label !== 'claim-slice') return statement;
    wanted.push(statement.values[2]);
    return { ...statement, values: [...statement.values.slice(0, 2), STEP] };
  };
  return new IntervenedUnitOfWork(database.dataSource, intervene);
}

/** One turn that must fail, so many seconds after the one before. */
async function failingTurn(operation: BulkAnswer, unitOfWork: IntervenedUnitOfWork, seconds: number): Promise<void> {
  now = new Date(now.getTime() + seconds * SECOND);
  const at = now;
  const handler = new RunBulkOperation({ unitOfWork, clock: () => at, settings: SETTINGS });
  await expect(handler.execute({ ...keyOf(operation), slot: 0 })).rejects.toBe(SURPRISE);
}

describe('A3 turns that fail by a surprise', () => {
  test('A3 issues that fail each time end the operation; what is done stays done, and can be undone', async () => {
    const operation = await ask();
    const wanted: unknown[] = [];
    let recorded = 0;
    const unitOfWork = worker(wanted, (label) => label === 'record-slice' && (recorded += 1) > 2);
    await failingTurn(operation, unitOfWork, 0);
    // The first two steps were done before, so each further turn begins with the third.
    for (let turn = 0; turn < 3; turn += 1) await failingTurn(operation, unitOfWork, 20);
    expect(await stateOf(operation)).toBe('RUNNING');
    await failingTurn(operation, unitOfWork, 20);
    expect(await bulk.read(operation.operationId)).toMatchObject({
      outcomes: ids.slice(0, 2 * STEP).map((issueId) => ({ issueId, status: 'CHANGED' })),
      record: { state: 'FAILED', request: null, error: { code: 'BUSY' } },
    });
    // Each turn asked for fewer issues than the one before, as far as that goes.
    expect(wanted.slice(0, 1)).toEqual([1_000]);
    expect(wanted.slice(-4)).toEqual([250, 63, 25, 25]);
    expect((await bulk.undo(world.token, operation.operationId)).counts).toEqual({ changed: 2 * STEP });
  });

  test('A3 a set that cannot be found ends it as well, and the next one of the organization begins', async () => {
    const [operation, second, third] = [await ask(), await ask(), await ask()];
    const unitOfWork = worker([], (label) => label === 'insert-operation-pages');
    for (let turn = 0; turn < 5; turn += 1) await failingTurn(operation, unitOfWork, 20);
    expect(await Promise.all([operation, second, third].map(stateOf))).toEqual(['FAILED', 'RUNNING', 'RUNNING']);
  });

  test('A3 what passes within a minute ends nothing, however often it fails', async () => {
    const operation = await ask();
    const unitOfWork = worker([], (label) => label === 'record-slice');
    for (let turn = 0; turn < 10; turn += 1) await failingTurn(operation, unitOfWork, 5);
    expect(await stateOf(operation)).toBe('RUNNING');
    await runOperation(database, keyOf(operation));
    expect(await bulk.read(operation.operationId)).toMatchObject({
      ...{ counts: { changed: ids.length }, record: { state: 'COMPLETED', error: null } },
    });
  });

  test('A3 what a database says that is down counts for nothing', async () => {
    const operation = await ask();
    const unitOfWork = worker([], (label) => label === 'record-slice' || label === 'note-failed-turn');
    for (let turn = 0; turn < 10; turn += 1) await failingTurn(operation, unitOfWork, 20);
    expect(await stateOf(operation)).toBe('RUNNING');
  });
});
